/** File writes as users lose them: full disks, missing folders, killed processes. Expected outcomes are POSIX's own. */
import { spawn } from "node:child_process";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GatewiseError } from "../index.ts";
import { readFileBounded, writeFileAtomically } from "./files.ts";

/** Node 20 runs no TypeScript, so the processes that are to be killed get a bundle. */
const built = mkdtempSync(join(tmpdir(), "gatewise-files-built-"));
beforeAll(async () => {
  const entry = fileURLToPath(new URL("./files.ts", import.meta.url));
  await build({
    configFile: false,
    logLevel: "silent",
    build: { ssr: entry, outDir: built, rollupOptions: { output: { entryFileNames: "files.mjs" } } },
  });
}, 60_000);
afterAll(() => rmSync(built, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "gatewise-files-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const painted = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 97) % 251);

async function refusal(run: Promise<unknown>): Promise<GatewiseError> {
  const error = await run.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(GatewiseError);
  return error as GatewiseError;
}

describe("writeFileAtomically", () => {
  it("writes a new file and leaves nothing beside it", async () => {
    const path = join(folder, "w.npz");
    await writeFileAtomically(path, painted(1000));
    expect(new Uint8Array(readFileSync(path))).toEqual(painted(1000));
    expect(readdirSync(folder)).toEqual(["w.npz"]);
  });

  it("writes an empty file, and a name of the longest kind", async () => {
    await writeFileAtomically(join(folder, "n".repeat(255)), new Uint8Array(0));
    expect(readdirSync(folder)).toEqual(["n".repeat(255)]);
  });

  it("replaces a file and keeps its mode", async () => {
    const path = join(folder, "w.npz");
    writeFileSync(path, "old");
    chmodSync(path, 0o640);
    await writeFileAtomically(path, painted(10));
    expect(statSync(path).mode & 0o777).toBe(0o640);
    expect(readFileSync(path).length).toBe(10);
  });

  it("writes where a link leads and leaves the link", async () => {
    mkdirSync(join(folder, "inner"));
    writeFileSync(join(folder, "inner", "w.npz"), "old");
    symlinkSync(join("inner", "w.npz"), join(folder, "link"));
    await writeFileAtomically(join(folder, "link"), painted(10));
    expect(readFileSync(join(folder, "inner", "w.npz")).length).toBe(10);
    expect(readdirSync(folder).sort()).toEqual(["inner", "link"]);
  });

  it.each([
    ["a missing folder", "none/w.npz", "ENOENT"],
    ["a path through a file", "file/w.npz", "ENOTDIR"],
    ["a folder", "inner", "a folder"],
    ["a folder's name", "inner/", "a folder's name"],
    ["a name that is too long", "n".repeat(300), "ENAMETOOLONG"],
    ["a link in a circle", "circle", "ELOOP"],
  ])("refuses %s", async (_, name, reason) => {
    writeFileSync(join(folder, "file"), "kept");
    mkdirSync(join(folder, "inner"));
    symlinkSync("circle", join(folder, "circle"));
    const before = readdirSync(folder);
    // join would drop a slash at the end.
    const path = `${folder}/${name}`;
    const error = await refusal(writeFileAtomically(path, painted(10)));
    expect(error.code).toBe("unwritable");
    expect(error.where).toBe(path);
    expect(error.received).toContain(reason);
    expect(readdirSync(folder)).toEqual(before);
    expect(readFileSync(join(folder, "file"), "utf8")).toBe("kept");
  });

  it("refuses a device and leaves it one", async () => {
    const error = await refusal(writeFileAtomically("/dev/null", painted(10)));
    expect([error.code, error.received]).toEqual(["unwritable", "a device, pipe or socket"]);
    expect(statSync("/dev/null").isCharacterDevice()).toBe(true);
  });

  it("keeps the old file and removes the temporary one where the system takes no more bytes", async () => {
    const path = join(folder, "w.npz");
    writeFileSync(path, "old");
    // The shell's file size limit stands in for a full disk, which a test cannot have without being root.
    const { code, stderr } = await run(`trap '' XFSZ; ulimit -f 16; exec "$@"`, path, 1_000_000);
    expect(stderr).toContain("unwritable");
    expect(stderr).toMatch(/EFBIG/);
    expect(code).toBe(1);
    expect(readFileSync(path, "utf8")).toBe("old");
    expect(readdirSync(folder)).toEqual(["w.npz"]);
  });

  it.each(["SIGINT", "SIGTERM"] as const)(
    "keeps the old file and removes the temporary one on %s",
    async (signal) => {
      const path = join(folder, "w.npz");
      writeFileSync(path, "old");
      let killed = false;
      const { code, by } = await run('exec "$@"', path, 400 * 2 ** 20, (pid) => {
        const seen = readdirSync(folder).some((name) => name.endsWith(".tmp"));
        if (seen && !killed) {
          killed = true;
          process.kill(pid, signal);
        }
      });
      expect(killed).toBe(true);
      expect([code, by]).toEqual([null, signal]);
      expect(readFileSync(path, "utf8")).toBe("old");
      expect(readdirSync(folder)).toEqual(["w.npz"]);
    },
    30_000,
  );

  it("takes its signal handlers away again", async () => {
    const before = ["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name));
    await writeFileAtomically(join(folder, "w"), painted(3));
    await refusal(writeFileAtomically(join(folder, "none", "w"), painted(3)));
    expect(["SIGINT", "SIGTERM", "SIGHUP"].map((name) => process.listenerCount(name))).toEqual(before);
  });
});

/** Writes `length` bytes to `path` in a process of its own, and looks at it every millisecond. */
async function run(shell: string, path: string, length: number, look: (pid: number) => void = () => {}) {
  const script = `
    const { writeFileAtomically } = await import(${JSON.stringify(join(built, "files.mjs"))});
    await writeFileAtomically(process.argv[1], new Uint8Array(${length}));`;
  const node = [process.execPath, "--input-type=module", "-e", script, path];
  const child = spawn("sh", ["-c", shell, "sh", ...node], { stdio: ["ignore", "ignore", "pipe"] });
  let stderr = "";
  child.stderr.on("data", (text) => {
    stderr += text;
  });
  const timer = setInterval(() => look(child.pid as number), 1);
  const [code, by] = await new Promise<[number | null, NodeJS.Signals | null]>((done) => child.on("exit", (...ended) => done(ended)));
  clearInterval(timer);
  return { code, by, stderr };
}

describe("readFileBounded", () => {
  it.each([0, 1, 65_535, 65_536, 65_537, 9 * 2 ** 20])("reads %i bytes up to the limit exactly", async (length) => {
    const path = join(folder, "r");
    writeFileSync(path, painted(length));
    expect(Buffer.compare(await readFileBounded(path, length), painted(length))).toBe(0);
    if (length > 0) expect((await refusal(readFileBounded(path, length - 1))).code).toBe("limit");
  });

  it("reads what reports no size, and stops at the limit where it has no end", async () => {
    expect(existsSync("/proc/self/status")).toBe(true);
    expect(new TextDecoder().decode(await readFileBounded("/proc/self/status", 2 ** 20))).toMatch(/^Name:/);
    expect((await refusal(readFileBounded("/dev/zero", 1_000_000))).code).toBe("limit");
  });

  it.each([
    ["none", "ENOENT"],
    ["", "EISDIR"],
    ["file/r", "ENOTDIR"],
  ])("refuses %j as unreadable: %s", async (name, reason) => {
    writeFileSync(join(folder, "file"), "");
    const error = await refusal(readFileBounded(join(folder, name), 100_000));
    expect(error.code).toBe("unreadable");
    expect(error.received).toContain(reason);
  });
});
