import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backend, ready, useBackend } from "../../src/kernels/index.ts";
import { buildAddon } from "../../tools/kernels/build-addon.mjs";
import { hasCompiler } from "./compiler.ts";

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");
const folder = mkdtempSync(`${tmpdir()}/gatewise-choice-`);
const addon = `${folder}/kernels/gatewise-${process.platform}-${process.arch}.node`;

/** Asks the built kernels in a Node of their own which backend they chose. */
function chosen(env: Record<string, string> = {}): { name: string; width: string; fused: boolean; why: string } {
  const script = `const { backend } = await import(${JSON.stringify(`${folder}/kernels.mjs`)}); console.log(JSON.stringify(backend()));`;
  return JSON.parse(
    execFileSync(process.execPath, ["--input-type=module", "-e", script], { env: { ...process.env, ...env }, encoding: "utf8" }),
  );
}

describe("the choice of a backend", () => {
  beforeAll(async () => {
    const bundle = await rolldown({ cwd: root, input: { kernels: "src/kernels/index.ts" }, platform: "node" });
    await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs" });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const natively = {
    "goes on to native where the addon is, and back where it does not load": () => {
      expect(buildAddon(root, `${folder}/kernels`)).toHaveProperty("path");
      expect(chosen().name).toBe("native");
      expect(chosen({ GATEWISE_WIDTH: "no width" }).width).toBe(chosen().width);
      if (process.arch === "x64") expect(chosen({ GATEWISE_WIDTH: "sse2" })).toMatchObject({ name: "native", width: "sse2", fused: false });
      writeFileSync(addon, "no addon");
      expect(chosen()).toMatchObject({ name: "wasm", why: expect.stringMatching(/not native: .* does not load: /) });
      rmSync(addon);
    },
    "can be native by hand, and refuses a width that no processor has": () => {
      expect(useBackend("native").name).toBe("native");
      const { width } = backend();
      expect(() => useBackend("native", "avx9" as never)).toThrow(/out-of-range/);
      expect(useBackend("native").width).toBe(width);
    },
    "refuses an argument of another kind instead of reading foreign memory": () => {
      const { kernels } = useBackend("native");
      const wrong = () => kernels.unary("exp", 4, new Float64Array(4) as never, new Float32Array(4));
      expect(wrong).toThrow(/wrong argument x of kernel unary/);
      expect(() => kernels.binary("add", 1, null as never, new Float32Array(1), new Float32Array(1))).toThrow(/wrong argument a/);
    },
  };

  it("goes from plain to WebAssembly, as files are there, and says why", () => {
    expect(chosen()).toMatchObject({
      name: "plain",
      width: "none",
      why: expect.stringMatching(/not native: .*; not WebAssembly: gatewise.wasm does not load/),
    });
    copyFileSync(`${root}/src/kernels/gatewise.wasm`, `${folder}/gatewise.wasm`);
    expect(chosen()).toMatchObject({ name: "wasm", width: "simd128", fused: false, why: expect.stringContaining("there is no gatewise-") });
    writeFileSync(`${folder}/gatewise.wasm`, "no module");
    expect(chosen()).toMatchObject({ name: "plain" });
    copyFileSync(`${root}/src/kernels/gatewise.wasm`, `${folder}/gatewise.wasm`);
  });

  // Without a compiler there is no addon to choose.
  it.each(hasCompiler ? Object.entries(natively) : [])("%s", (_, test) => test());

  it("can be made by hand", async () => {
    expect(useBackend("plain").name).toBe("plain");
    expect(backend().name).toBe("plain");
    expect((await ready()).name).toBe("plain");
    expect(useBackend("wasm").name).toBe("wasm");
    expect(backend()).toMatchObject({ name: "wasm", threads: 1 });
  });
});
