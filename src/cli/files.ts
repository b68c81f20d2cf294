import { randomBytes } from "node:crypto";
import { unlinkSync } from "node:fs";
import { open, rename, unlink } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { GatewiseError } from "../index.ts";

/** The largest weights file that is read. */
export const maxWeightsBytes = 4 * 2 ** 30;

/** Reads a whole file that is not larger than a limit. Throws: unreadable, limit. */
export async function readFileBounded(path: string, limit: number): Promise<Uint8Array> {
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    handle = await open(path, "r");
  } catch (cause) {
    throw unreadable(path, cause);
  }
  try {
    const status = await handle.stat();
    if (!status.isFile()) throw new GatewiseError("unreadable", { where: path, received: status.isDirectory() ? "a folder" : "no regular file", expected: "a file", fix: "name a file" });
    if (status.size > limit) throw new GatewiseError("limit", { where: path, received: `${status.size} bytes`, expected: `at most ${limit}`, fix: "is this the right file?" });
    return new Uint8Array(await handle.readFile());
  } catch (cause) {
    throw cause instanceof GatewiseError ? cause : unreadable(path, cause);
  } finally {
    await handle.close();
  }
}

function unreadable(path: string, cause: unknown): GatewiseError {
  return new GatewiseError("unreadable", { where: path, received: reasonOf(cause), expected: "a file that can be read", fix: "check the name and its permissions" }, { cause });
}

/**
 * Writes a file so that either the whole of it stands under its name, or what stood there before: to a temporary name
 * beside it, flushed, then renamed. Nothing is left behind on failure or on Ctrl-C.
 *
 * Throws: unwritable.
 */
export async function writeFileAtomically(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dirname(path), `.${basename(path)}.${randomBytes(6).toString("hex")}.tmp`);
  const remove = () => {
    try {
      unlinkSync(temporary);
    } catch {
      // It may be gone, or never have been there.
    }
  };
  const stop = (signal: NodeJS.Signals) => {
    remove();
    process.kill(process.pid, signal);
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  try {
    const handle = await open(temporary, "wx");
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, path);
  } catch (cause) {
    await unlink(temporary).catch(() => {});
    throw new GatewiseError("unwritable", { where: path, received: reasonOf(cause), expected: "a place where a file can be written", fix: "check the folder, its permissions and free space" }, { cause });
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}

function reasonOf(cause: unknown): string {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const words: Readonly<Record<string, string>> = {
    ENOENT: "no such file or folder", EACCES: "permission denied", EISDIR: "a folder", ENOSPC: "a full disk", EROFS: "a read-only disk", ENOTDIR: "a path through a file",
  };
  return words[code] ?? (cause instanceof Error ? cause.message : String(cause));
}
