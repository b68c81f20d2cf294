/** Reads files of goldens/ in a browser, from the test server: the twin of load.ts. */
/// <reference types="vite/client" />

const urls = import.meta.glob("../../goldens/**/*", { query: "?url", import: "default", eager: true }) as Record<string, string>;
const urlOf = new Map(Object.entries(urls).map(([path, url]) => [path.slice("../../goldens/".length), url]));

/** The sets of golden documents. */
export const goldenSets: string[] = [...urlOf.keys()]
  .filter((path) => /^[^/]+\/cases[.]json$/.test(path))
  .map((path) => path.slice(0, -"/cases.json".length))
  .sort();

export async function loadGolden(path: string): Promise<Uint8Array> {
  const url = urlOf.get(path);
  if (url === undefined) throw new Error(`no golden ${path}`);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`golden ${path}: ${response.status} ${response.statusText}`);
  return new Uint8Array(await response.arrayBuffer());
}
