/** Files in Node: bounded reads and writes that leave the old file or the new one, never half of one. */
import { randomUUID } from "node:crypto";
import { rmSync } from "node:fs";
import { type FileHandle, open, readlink, realpath, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join, resolve } from "node:path";
import { GatewiseError } from "../index.ts";

/** The largest weights file that a command reads: what Node 20 can hold in one array. */
export const maxWeightsBytes = 4 * 2 ** 30 - 1;

/** Bytes handed to the system at once: between two pieces a signal is seen. */
const pieceBytes = 8 * 2 ** 20;
const firstBytes = 64 * 1024;

/**
 * Reads a whole file, or a pipe, of at most `limit` bytes.
 *
 * Domain: the size that the system reports is a hint only (it is 0 for a pipe, and a file may grow meanwhile).
 * Throws: unreadable, limit.
 */
export async function readFileBounded(path: string, limit: number): Promise<Uint8Array> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const { size } = await handle.stat();
    if (size > limit) throw tooLarge(path, `${size} bytes`, limit);
    return await readAll(handle, path, size, limit);
  } catch (error) {
    throw asRefusal("unreadable", path, error);
  } finally {
    await handle?.close();
  }
}

async function readAll(handle: FileHandle, path: string, size: number, limit: number): Promise<Uint8Array> {
  // One byte more than reported shows the end of an honest file in one read.
  let bytes = new Uint8Array(size === 0 ? Math.min(firstBytes, limit + 1) : size + 1);
  let filled = 0;
  for (;;) {
    const { bytesRead } = await handle.read(bytes, filled, Math.min(bytes.length - filled, pieceBytes));
    if (bytesRead === 0) return bytes.subarray(0, filled);
    filled += bytesRead;
    if (filled > limit) throw tooLarge(path, `more than ${limit} bytes`, limit);
    if (filled < bytes.length) continue;
    const larger = new Uint8Array(Math.min(bytes.length * 2, limit + 1));
    larger.set(bytes);
    bytes = larger;
  }
}

/**
 * Writes a file so that its name always means a whole one: a temporary file beside it, flushed to disk, then renamed.
 *
 * Domain: a link keeps pointing where it did; the mode of a file that is replaced is kept; devices, pipes and folders are
 * refused. The temporary file goes away on every failure, and on SIGINT, SIGTERM and SIGHUP where the process ends by them.
 * Throws: unwritable.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  try {
    const { target, mode } = await lookAt(path);
    const temporary = join(dirname(target), `.gatewise-${randomUUID()}.tmp`);
    const stopWatching = removeOnSignal(temporary);
    try {
      await writeFlushed(temporary, bytes, mode);
      await rename(temporary, target);
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    } finally {
      stopWatching();
    }
    await flushFolder(dirname(target));
  } catch (error) {
    throw asRefusal("unwritable", path, error);
  }
}

/**
 * Makes sure that a file can be written where it is wanted, before the work whose result it is to hold.
 *
 * Throws: unwritable.
 */
export async function checkWritable(path: string): Promise<void> {
  try {
    const { target } = await lookAt(path);
    const temporary = join(dirname(target), `.gatewise-${randomUUID()}.tmp`);
    await (await open(temporary, "wx")).close();
    await rm(temporary, { force: true });
  } catch (error) {
    throw asRefusal("unwritable", path, error);
  }
}

/**
 * Makes sure that files of several purposes are several files, links followed: none is written over another.
 *
 * Throws: contradiction.
 */
export async function checkDistinct(files: Readonly<Record<string, string>>): Promise<void> {
  const seen = new Map<string, string>();
  for (const [purpose, path] of Object.entries(files)) {
    const target = resolve(await realpath(path).catch(() => endOfLinks(path)));
    const before = seen.get(target);
    if (before !== undefined) {
      throw new GatewiseError("contradiction", {
        where: purpose,
        received: `${path}, the file that ${before} is`,
        expected: "a file of its own",
        fix: "name another: what it holds would be written over",
      });
    }
    seen.set(target, purpose);
  }
}

/** Where a path really leads, and the mode of the file that is there. */
async function lookAt(path: string): Promise<{ target: string; mode: number | undefined }> {
  if (basename(path) === "" || path.endsWith("/")) throw notAFile(path, "a folder's name");
  const target = await realpath(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return endOfLinks(path);
    throw error;
  });
  const found = await stat(target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  // Renaming over a device such as /dev/null would replace the device.
  if (found !== undefined && !found.isFile()) throw notAFile(path, found.isDirectory() ? "a folder" : "a device, pipe or socket");
  return { target, mode: found === undefined ? undefined : found.mode & 0o777 };
}

/** Where a name leads whose file is not there yet: the name itself, or where links into nothing end. */
async function endOfLinks(path: string): Promise<string> {
  let target = path;
  for (let k = 0; k < 40; k++) {
    const link = await readlink(target).catch(() => undefined);
    if (link === undefined) return target;
    target = resolve(dirname(target), link);
  }
  return path;
}

async function writeFlushed(path: string, bytes: Uint8Array, mode: number | undefined): Promise<void> {
  const handle = await open(path, "wx");
  try {
    if (mode !== undefined) await handle.chmod(mode);
    let at = 0;
    while (at < bytes.length) {
      const { bytesWritten } = await handle.write(bytes, at, Math.min(pieceBytes, bytes.length - at));
      at += bytesWritten;
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** The rename itself is on disk only when the folder is; systems that cannot flush one do it by themselves. */
async function flushFolder(path: string): Promise<void> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    await handle.sync();
  } catch {
    // The new file is complete and in place: nothing that a user could act on.
  } finally {
    await handle?.close();
  }
}

const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;
const temporaries = new Set<string>();

/** Has a temporary file go away where a signal ends the process; where the program listens to it, the write goes on. */
function removeOnSignal(temporary: string): () => void {
  if (temporaries.size === 0) for (const signal of signals) process.on(signal, onSignal);
  temporaries.add(temporary);
  return () => {
    temporaries.delete(temporary);
    if (temporaries.size === 0) for (const signal of signals) process.removeListener(signal, onSignal);
  };
}

function onSignal(signal: NodeJS.Signals): void {
  if (process.listenerCount(signal) > 1) return;
  for (const temporary of temporaries) rmSync(temporary, { force: true });
  process.removeListener(signal, onSignal);
  // Without anybody else who listens, the signal now ends the process as it would have.
  process.kill(process.pid, signal);
}

const reasons: { readonly [code: string]: readonly [received: string, fix: string] } = {
  ENOENT: ["no such file or folder", "check the path; folders are not made for you"],
  EACCES: ["no permission", "choose another place, or change the permissions"],
  EPERM: ["no permission", "choose another place, or change the permissions"],
  EISDIR: ["a folder", "name a file"],
  ENOTDIR: ["a path through something that is no folder", "check the path"],
  ENOSPC: ["a full disk", "make room, or choose another disk; the old file is untouched"],
  EDQUOT: ["a used-up disk quota", "make room, or choose another disk; the old file is untouched"],
  EFBIG: ["a file larger than the system allows here", "raise the limit, or choose another disk; the old file is untouched"],
  EROFS: ["a disk that cannot be written", "choose another place"],
  EMFILE: ["too many open files", "close some, or raise the limit of the shell"],
  ENFILE: ["too many open files", "close some"],
  ENAMETOOLONG: ["a name that is too long", "choose a shorter one"],
  ELOOP: ["links that lead in a circle", "check the path"],
  EIO: ["a disk that fails", "check the disk"],
};

function asRefusal(code: "unreadable" | "unwritable", path: string, error: unknown): unknown {
  if (error instanceof GatewiseError) return error;
  if (error instanceof RangeError) {
    return new GatewiseError(
      "limit",
      {
        where: path,
        received: "more bytes than memory has room for",
        expected: "a file that fits",
        fix: "close other programs, or split the file",
      },
      { cause: error },
    );
  }
  const system = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  if (system === undefined) return error;
  const [received, fix] = reasons[system] ?? [(error as Error).message, "see the system's message"];
  const expected = code === "unreadable" ? "a file that can be read" : "a file that can be written";
  return new GatewiseError(code, { where: path, received: `${received} (${system})`, expected, fix }, { cause: error });
}

function tooLarge(path: string, received: string, limit: number): GatewiseError {
  return new GatewiseError("limit", { where: path, received, expected: `at most ${limit} bytes`, fix: "is this the file you meant?" });
}

function notAFile(path: string, received: string): GatewiseError {
  return new GatewiseError("unwritable", { where: path, received, expected: "a file's name, new or there already", fix: "name a file" });
}
