/** Gives a module of Node's own where this runs in Node, else null: bundlers for browsers see no import. */
export function nodeModule<K extends keyof NodeModules>(name: K): NodeModules[K] | null {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown; versions?: { node?: string } } };
  if (process?.versions?.node === undefined) return null;
  return (process.getBuiltinModule?.(name) ?? null) as NodeModules[K] | null;
}

/** What is used of them. */
interface NodeModules {
  "node:module": { createRequire(from: string): (path: string) => unknown };
  "node:fs": { existsSync(path: URL): boolean; readFileSync(path: URL): Uint8Array<ArrayBuffer> };
  "node:url": { fileURLToPath(path: URL): string };
}
