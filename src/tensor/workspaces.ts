import type { Backend, KernelsOf, Reals, Workspace } from "../kernels/index.ts";

type AnyBackend = Backend<KernelsOf<Reals>>;

/** A workspace between forward and backward. */
export interface KeptWorkspace {
  readonly backend: AnyBackend;
  /** null: it was given back before any backward asked for it. */
  workspace: Workspace | null;
}

/** Workspaces in WebAssembly's memory that no backward has taken yet, oldest first. */
const waiting = new Set<KeptWorkspace>();
let waitingFloats = 0;
let mostWaiting = 256;
let mostFloats = 8 * 2 ** 20;

/**
 * Keeps a workspace until backward takes it.
 *
 * Workspaces that are arrays are the collector's like their graph. Those in WebAssembly's memory are nobody's once their result is
 * dropped, and no callback tells of it within a synchronous loop: so only a bounded number wait, and the oldest is given back. Should
 * its backward come after all, the forward pass is run again, and the bound doubles.
 */
export function keepWorkspace(backend: AnyBackend, workspace: Workspace): KeptWorkspace {
  const kept = { backend, workspace };
  if (workspace.values !== null) return kept;
  waiting.add(kept);
  waitingFloats += workspace.floats;
  for (const oldest of waiting) {
    if (oldest === kept || (waiting.size <= mostWaiting && waitingFloats <= mostFloats)) break;
    giveBack(oldest);
  }
  return kept;
}

/** Takes a workspace for backward. null: it was given back; run forward again, and release that one. */
export function takeWorkspace(kept: KeptWorkspace): Workspace | null {
  const { workspace } = kept;
  if (workspace === null) {
    mostWaiting *= 2;
    mostFloats *= 2;
  } else if (waiting.delete(kept)) waitingFloats -= workspace.floats;
  kept.workspace = null;
  return workspace;
}

function giveBack(kept: KeptWorkspace): void {
  const workspace = takeWorkspace(kept);
  if (workspace !== null) kept.backend.release(workspace);
}
