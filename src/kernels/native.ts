import type { Attempt } from "./backend.ts";
import { cutOff } from "./cut-off.ts";
import { type Addon, nativeKernels } from "./native.gen.ts";
import { nodeModule } from "./node-modules.ts";
import { ScratchSpace } from "./scratch-space.ts";
import { WorkspacePool } from "./workspace-pool.ts";

/** The addon lies beside the built modules; the sources, when they are tested, find it in the build's cache. */
const folders = ["./kernels/", "../../node_modules/.cache/gatewise/"];

interface Chooser {
  facts(): { readonly width: string; readonly fused: boolean; readonly threads: number };
  useWidth(name: string): boolean;
  useThreads(count: number): void;
}

const pool = new WorkspacePool();
const scratch = new ScratchSpace();

/** Loads the native backend, with the kernels of a width where one is asked for, or says why it cannot be. */
export function native(asked?: string, count?: number): Attempt {
  const [module, fs, url] = [nodeModule("node:module"), nodeModule("node:fs"), nodeModule("node:url")];
  if (module === null || fs === null || url === null) return { why: "native code needs Node" };
  const name = `gatewise-${process.platform}-${process.arch}.node`;
  const here = import.meta.url;
  const file = folders.map((folder) => new URL(folder + name, here)).find((candidate) => fs.existsSync(candidate));
  if (file === undefined) return { why: `there is no ${name}` };
  try {
    const cut = cutOff(fs.readFileSync(file));
    if (cut !== null) throw new Error(cut);
    const addon = module.createRequire(here)(url.fileURLToPath(file)) as Addon & Chooser;
    if (asked !== undefined && !addon.useWidth(asked)) return { why: `this processor has no ${asked}` };
    if (count !== undefined) addon.useThreads(count);
    const { width, fused, threads } = addon.facts();
    const kernels = nativeKernels(addon, scratch);
    return {
      name: "native",
      width,
      fused,
      threads,
      why: `${name} runs on this processor with ${width}`,
      kernels,
      bulk: kernels,
      workspace: (floats) => pool.take(floats),
      release: (workspace) => pool.give(workspace),
    };
  } catch (error) {
    return { why: `${name} does not load: ${error instanceof Error ? error.message : String(error)}` };
  }
}
