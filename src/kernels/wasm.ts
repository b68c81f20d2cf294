import type { Attempt, Backend } from "./backend.ts";
import { nodeModule } from "./node-modules.ts";
import { type WasmExports, wasmKernels } from "./wasm.gen.ts";
import { WasmMemory } from "./wasm-memory.ts";

/** Bundlers take the file for an asset by this form of its address. */
const address = (): URL => new URL("./gatewise.wasm", import.meta.url);

/** The one instance: its memory and what lies idle in it serve all. */
let loaded: Backend | null = null;

/** Loads the WebAssembly backend without waiting, where that can be: in Node and in workers. Else says why not. */
export function wasm(): Attempt {
  if (loaded !== null) return loaded;
  try {
    const bytes = readNow();
    if (bytes === null) return { why: "a page must wait for the WebAssembly: await ready()" };
    return backendOf(new WebAssembly.Instance(new WebAssembly.Module(bytes)));
  } catch (error) {
    return { why: `gatewise.wasm does not load: ${reason(error)}` };
  }
}

/** Loads the WebAssembly backend, or says why it cannot be. */
export async function wasmLater(): Promise<Attempt> {
  if (loaded !== null) return loaded;
  try {
    const bytes = readNow() ?? (await fetched());
    return backendOf((await WebAssembly.instantiate(bytes)).instance);
  } catch (error) {
    return { why: `gatewise.wasm does not load: ${reason(error)}` };
  }
}

async function fetched(): Promise<ArrayBuffer> {
  const response = await fetch(address());
  if (!response.ok) throw new Error(unserved(response.status));
  return response.arrayBuffer();
}

const unserved = (status: number): string => `${address()} is answered with status ${status}: serve the file that lies beside the modules`;

function readNow(): BufferSource | null {
  const fs = nodeModule("node:fs");
  if (fs !== null) return fs.readFileSync(address());
  if (!("WorkerGlobalScope" in globalThis)) return null;
  const request = new XMLHttpRequest();
  request.open("GET", address(), false);
  request.responseType = "arraybuffer";
  request.send();
  // A file that is no server's has the status 0.
  if (request.status !== 0 && (request.status < 200 || request.status > 299)) throw new Error(unserved(request.status));
  return request.response as ArrayBuffer;
}

function backendOf({ exports }: WebAssembly.Instance): Backend {
  const { memory, heap } = exports as { memory: WebAssembly.Memory; heap: () => number } & WebAssembly.Exports;
  const space = new WasmMemory(memory, heap());
  const kernels = wasmKernels(exports as WasmExports, space);
  loaded = {
    name: "wasm",
    width: "simd128",
    fused: false,
    threads: 1,
    why: "WebAssembly runs here, with vectors of 128 bits",
    kernels,
    bulk: kernels,
    workspace: (floats) => space.take(floats),
    release: (workspace) => space.give(workspace),
  };
  return loaded;
}

const reason = (error: unknown): string => (error instanceof Error ? error.message : String(error));
