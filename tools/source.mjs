/** Loads the library's own TypeScript sources in Node, through Vite, so that tools see what tests see. */
import { fileURLToPath } from "node:url";
import { createServer } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));

/**
 * Runs `use` with a loader of modules by their path from the project's root.
 *
 * @template T
 * @param {(load: (path: string) => Promise<any>) => Promise<T>} use
 * @returns {Promise<T>}
 */
export async function withSource(use) {
  const server = await createServer({
    root,
    configFile: false,
    logLevel: "error",
    appType: "custom",
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
    optimizeDeps: { noDiscovery: true },
  });
  try {
    return await use((path) => server.ssrLoadModule(`/${path}`));
  } finally {
    await server.close();
  }
}

/** What the judge needs of the library, and the builder of documents. */
export async function judging(load) {
  const [{ buildDocument }, { readBox, shapeOfBox }, { decompositions, singularValues }, plan, { algorithms }] = await Promise.all(
    ["document", "layout", "linalg", "plan", "random"].map((room) => load(`src/${room}/index.ts`)),
  );
  const runPlan = (value) => plan.runPlan(value, { streams: algorithms, decompositions });
  return { buildDocument, lib: { holdings: plan.holdings, gradeKey: plan.gradeKey, readBox, runPlan, shapeOfBox, singularValues } };
}
