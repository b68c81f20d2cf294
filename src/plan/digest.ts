import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { GatewiseError, show } from "../base/index.ts";
import type { Plan, Step } from "./plan.ts";

/** Keys that hold commentary, not choices. */
const commentary = new Set(["text", "statistics"]);

/**
 * Identifies a Plan: SHA-256 of the canonical JSON (RFC 8785) of dialect, parameters and steps, without texts and
 * statistics; streams go by the order in which they are first opened. Two Plans with one digest give the same numbers.
 */
export function digestOf(plan: Plan): string {
  const { dialect, parameters } = plan;
  const steps = withNumberedStreams(plan.steps);
  return sha256Hex(new TextEncoder().encode(canonicalJson({ dialect, parameters, steps })));
}

/** A stream's name says where in a program it was made, which changes no number. */
function withNumberedStreams(steps: readonly Step[]): unknown[] {
  const numbers = new Map<string, number>();
  return steps.map((step) => {
    if (!("stream" in step) || step.stream === null) return step;
    const number = numbers.get(step.stream) ?? numbers.size;
    numbers.set(step.stream, number);
    return { ...step, stream: number };
  });
}

export function sha256Hex(bytes: Uint8Array): string {
  return bytesToHex(sha256(bytes));
}

/** Writes JSON by RFC 8785: keys sorted by UTF-16 code units, numbers as ECMAScript prints them, no white space. */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value === "boolean" || typeof value === "string") return JSON.stringify(value);
  if (typeof value === "number") {
    if (!Number.isFinite(value)) throw wrongType("canonical JSON", value, "a finite number");
    return JSON.stringify(value);
  }
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object") throw wrongType("canonical JSON", value, "a value of JSON");
  const entries = Object.entries(value).filter(([key, child]) => child !== undefined && !commentary.has(key));
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, child]) => `${JSON.stringify(key)}:${canonicalJson(child)}`).join(",")}}`;
}

function wrongType(where: string, value: unknown, expected: string): GatewiseError {
  return new GatewiseError("wrong-type", { where, received: show(value), expected, fix: `give ${expected}` });
}
