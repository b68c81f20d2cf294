import type { Conventions } from "./versions.ts";

/**
 * Gives a layer's config as the framework writes it for a copy: Keras 3 forgets the gain of Identity.
 *
 * Source: Keras 3.15.1 initializers/constant_initializers.py, where Identity has no get_config of its own.
 */
export function asWritten(config: Record<string, unknown>, { generation }: Conventions): Record<string, unknown> {
  if (generation !== "keras 3") return config;
  return Object.fromEntries(Object.entries(config).map(([key, value]) => [key, written(value)]));
}

function written(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(written);
  if (value === null || typeof value !== "object" || "build" in value) return value;
  const { class_name: name } = value as { class_name?: unknown };
  if (name === "Identity" || name === "IdentityInitializer") return { ...value, config: {} };
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, written(inner)]));
}
