/** What goes wrong on a command line: exit status, streams, and what is left on the disk. */
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { readRefusal } from "../errors/row.ts";
import { buildCommand, mainFile } from "./command.ts";
import { type Folder, folderOf, models } from "./folder.ts";

const files = { "model.json": models.torch };
/** 36 million zeros: a second of writing, and nothing to draw. */
const large = {
  gatewise: 1,
  dialect: "gatewise@1",
  seed: 7,
  modules: [{ name: "net", class: "Linear", args: { in_features: 6000, out_features: 6000 }, init: { W: "zeros" } }],
};
const slow = {
  gatewise: 1,
  dialect: "torch@2.13",
  seed: 7,
  modules: [{ name: "net", class: "Linear", args: { in_features: 20_000, out_features: 5000 } }],
};

beforeAll(buildCommand, 180_000);

describe("wrong usage: exit status 2, and nothing on the output", () => {
  it.each([
    ["an unknown command", ["inti", "model.json"], "unknown command 'inti'"],
    ["an unknown option", ["explain", "model.json", "--sed", "7"], "unknown option '--sed'"],
    ["a missing argument", ["explain"], "missing required argument"],
    ["a missing option", ["init", "model.json"], "required option '--out <file>'"],
    ["an option without its value", ["init", "model.json", "--out"], "argument missing"],
    ["an argument too many", ["explain", "model.json", "other.json"], "too many arguments"],
  ])("%s", (_, line, says) => {
    const { status, stdout, stderr } = folderOf(files).run(...line);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(says);
    expect(stderr).not.toContain("    at ");
  });

  it("shows the help where no command is given", () => {
    const { status, stdout, stderr } = folderOf({}).run();
    expect(status).toBe(2);
    expect(stdout + stderr).toContain("Usage: gatewise");
  });
});

describe("refusals: exit status 1, four lines on the error stream, and nothing else", () => {
  it.each([
    ["a model that is not there", ["explain", "mdoel.json"], "unreadable"],
    ["a seed that is none", ["init", "model.json", "--out", "w.npz", "--seed", "x"], "bad-seed"],
    ["a file of an unknown kind", ["init", "model.json", "--out", "w.pt"], "not-supported"],
    ["a folder that is not there", ["init", "model.json", "--out", "no/w.npz"], "unwritable"],
    ["a path through a file", ["init", "model.json", "--out", "model.json/w.npz"], "unwritable"],
    ["a folder's name", ["init", "model.json", "--out", "w/.npz"], "unwritable"],
    ["a version that is unknown", ["explain", "model.json", "--code", "tf1@7"], "unknown-version"],
    ["weights that are no weights", ["inspect", "model.json"], "not-supported"],
    ["a carrying that cannot be", ["init", "model.json", "--out", "w.npz", "--as", "tf1@1.8"], "cannot-express"],
  ])("%s", (_, line, code) => {
    const folder = folderOf(files);
    const { status, stdout, stderr } = folder.run(...line);
    expect([status, stdout]).toEqual([1, ""]);
    expect(readRefusal(stderr).code).toBe(code);
    expect(readdirSync(folder.path)).toEqual(["model.json"]);
  });

  it("refuses an option that is no version in time: the old file stays", () => {
    const folder = folderOf({ ...files, "w.npz": "old" });
    expect(folder.run("init", "model.json", "--out", "w.npz", "--as", "torch@1").status).toBe(1);
    expect(readFileSync(join(folder.path, "w.npz"), "utf8")).toBe("old");
  });

  it("does not write over a folder or through a link into nowhere", () => {
    const folder = folderOf(files);
    mkdirSync(join(folder.path, "w.npz"));
    symlinkSync("nowhere/w.npz", join(folder.path, "link.npz"));
    symlinkSync("/dev/null", join(folder.path, "null.npz"));
    for (const name of ["w.npz", "link.npz", "null.npz"])
      expect(readRefusal(folder.run("init", "model.json", "--out", name).stderr).code).toBe("unwritable");
    expect(readdirSync(join(folder.path, "w.npz"))).toEqual([]);
  });

  it("leaves the old file where the new one does not fit on the disk", () => {
    const folder = folderOf({ "model.json": large, "w.npz": "old" });
    // A bound of 4 MiB for each file stands for a full disk.
    const { status, stdout, stderr } = spawnSync(
      "bash",
      ["-c", `ulimit -f 4096; exec "$0" "$@"`, process.execPath, mainFile, "init", "model.json", "--out", "w.npz"],
      {
        cwd: folder.path,
        encoding: "utf8",
      },
    );
    expect([status, stdout]).toEqual([1, ""]);
    expect(readRefusal(stderr).code).toBe("unwritable");
    expect(readdirSync(folder.path).sort()).toEqual(["model.json", "w.npz"]);
    expect(readFileSync(join(folder.path, "w.npz"), "utf8")).toBe("old");
  });
});

describe("Ctrl-C", () => {
  it("leaves nothing behind while numbers are drawn", async () => {
    const folder = folderOf({ "model.json": slow });
    expect(await interrupted(folder, () => true, 700)).toBe("SIGINT");
    expect(readdirSync(folder.path)).toEqual(["model.json"]);
  });

  it("leaves nothing behind while the file is written", async () => {
    const folder = folderOf({ "model.json": large });
    const writing = () => readdirSync(folder.path).some((name) => name.endsWith(".tmp"));
    expect(await interrupted(folder, writing, 0)).toBe("SIGINT");
    expect(readdirSync(folder.path)).toEqual(["model.json"]);
  });
});

/** Starts a large init and interrupts it, once `when` holds and `later` milliseconds after; gives the signal it ended by. */
async function interrupted(folder: Folder, when: () => boolean, later: number): Promise<string | null> {
  const child = spawn(process.execPath, [mainFile, "init", "model.json", "--out", "w.safetensors"], { cwd: folder.path, stdio: "ignore" });
  const ended = new Promise<string | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (_status, signal) => resolve(signal));
  });
  while (!when() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 2));
  await new Promise((resolve) => setTimeout(resolve, later));
  child.kill("SIGINT");
  return ended;
}

it("tells of an output that is full", () => {
  const folder = folderOf(files);
  const { stdout, stderr } = spawnSync(
    "bash",
    ["-c", `"$0" "$@" > /dev/full; echo "status $?"`, process.execPath, mainFile, "explain", "model.json"],
    {
      cwd: folder.path,
      encoding: "utf8",
    },
  );
  expect(stdout).toBe("status 1\n");
  expect(readRefusal(stderr)).toMatchObject({ code: "unwritable", where: "standard output" });
});

describe("a reader that goes away", () => {
  it.each([["explain", "model.json"], ["dialects"], ["explain", "model.json", "--json"], ["--help"]])(
    "is no error: %s %s %s",
    (...line) => {
      const folder = folderOf(files);
      const script = `"$0" "$@" | head -1; echo "status \${PIPESTATUS[0]}"`;
      const { stdout, stderr } = spawnSync(
        "bash",
        ["-c", script, process.execPath, mainFile, ...line.filter((word) => word !== undefined)],
        { cwd: folder.path, encoding: "utf8" },
      );
      expect(stderr).toBe("");
      expect(stdout.split("\n")).toEqual([expect.any(String), "status 0", ""]);
    },
  );

  it("is no error for output larger than any pipe holds", async () => {
    const modules = Array.from({ length: 400 }, (_, k) => ({ name: `net${k}`, class: "LSTM", args: { input_size: 3, hidden_size: 4 } }));
    const folder = folderOf({ "model.json": { ...models.torch, modules } });
    const child = spawn(process.execPath, [mainFile, "explain", "model.json", "--json"], {
      cwd: folder.path,
      stdio: ["ignore", "pipe", "pipe"],
    });
    let said = "";
    child.stderr.on("data", (piece) => {
      said += piece;
    });
    child.stdout.once("data", () => child.stdout.destroy());
    const status = await new Promise((resolve) => child.on("close", resolve));
    expect([status, said]).toEqual([0, ""]);
  });
});

it("has written nothing beside its own folders", () => {
  expect(existsSync("w.npz")).toBe(false);
});
