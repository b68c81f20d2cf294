/**
 * Builds the native addon with the system's C compiler: dist/kernels/gatewise-<platform>-<arch>.node. Where there is no compiler it
 * says so and builds nothing: the library then runs on WebAssembly. What was built once from the same sources is taken from a cache.
 */
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { fileURLToPath } from "node:url";

const common = [
  "-O3",
  "-std=gnu11",
  "-fPIC",
  "-fvisibility=hidden",
  "-ffp-contract=off",
  "-fno-math-errno",
  "-Wall",
  "-Wno-unused-function",
];
/** What GCC says about vectors in the addon's inner functions has no meaning there: they are all inlined. */
const quiet = ["-Wno-psabi"];

/** The vector widths of a processor, each with the flags that it is compiled by. */
const widths = {
  x64: {
    avx512: ["-DVECTOR_BYTES=64", "-mavx512f", "-mavx512dq", "-mavx512bw", "-mavx512vl", "-mavx2", "-mfma"],
    avx2: ["-DVECTOR_BYTES=32", "-mavx2", "-mfma"],
    sse2: ["-DVECTOR_BYTES=16"],
  },
  other: { vector128: ["-DVECTOR_BYTES=16"] },
};

/**
 * Builds the addon into `folder`. Gives its path, or why there is none.
 *
 * @param {string} root
 * @param {string} folder
 * @returns {{ path: string } | { why: string }}
 */
export function buildAddon(root, folder) {
  const name = `gatewise-${process.platform}-${process.arch}.node`;
  if (process.platform === "win32") return { why: "the addon is not built on Windows" };
  const compiler = process.env.CC ?? "cc";
  const version = spawnSync(compiler, ["--version"], { encoding: "utf8" });
  if (version.status !== 0) return { why: `no C compiler: ${compiler} does not run` };
  const source = `${root}/src/kernels/c`;
  const hash = createHash("sha256")
    .update(version.stdout)
    .update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of readdirSync(source).sort())
    hash
      .update(file)
      .update("\0")
      .update(readFileSync(`${source}/${file}`));
  const cache = `${root}/node_modules/.cache/gatewise`;
  const cached = `${cache}/${hash.digest("hex").slice(0, 24)}-${name}`;
  if (!existsSync(cached)) {
    mkdirSync(cache, { recursive: true });
    const work = mkdtempSync(`${tmpdir()}/gatewise-addon-`);
    try {
      const failure = compile(compiler, root, source, work);
      if (failure !== null) return { why: failure };
      place(`${work}/addon.node`, cached);
    } finally {
      rmSync(work, { recursive: true });
    }
  }
  // By its bare name it stays in the cache too, where the sources look for it while they are tested.
  place(cached, `${cache}/${name}`);
  mkdirSync(folder, { recursive: true });
  place(cached, `${folder}/${name}`);
  return { path: `${folder}/${name}` };
}

/** Copies a file so that nobody sees half of it: whoever has the old one loaded keeps it. */
function place(from, to) {
  copyFileSync(from, `${to}.${process.pid}`);
  renameSync(`${to}.${process.pid}`, to);
}

function compile(compiler, root, source, work) {
  const run = (args) => {
    const { status, stderr } = spawnSync(compiler, args, { encoding: "utf8" });
    return status === 0 ? null : `${compiler} ${args.join(" ")}\n${stderr}`;
  };
  const objects = [];
  for (const [width, flags] of Object.entries(widths[process.arch] ?? widths.other)) {
    objects.push(`${work}/${width}.o`);
    const failure = run([...common, ...quiet, ...flags, `-DTABLE=kernels_${width}`, "-c", `${source}/wide.c`, "-o", `${work}/${width}.o`]);
    if (failure !== null) return failure;
  }
  const headers = `${root}/node_modules/node-api-headers/include`;
  const shared = process.platform === "darwin" ? ["-bundle", "-undefined", "dynamic_lookup"] : ["-shared", "-s", "-Wl,--as-needed"];
  return run([...common, `-I${headers}`, ...shared, `${source}/addon.c`, `${source}/threads.c`, ...objects, "-o", `${work}/addon.node`]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/]$/, "");
  const result = buildAddon(root, `${root}/dist/kernels`);
  console.log("path" in result ? result.path : `no addon: ${result.why}`);
}
