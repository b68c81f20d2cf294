import type { Backend, KernelsOf, Reals, Workspace } from "../kernels/index.ts";

type AnyBackend = Backend<KernelsOf<Reals>>;

/** A workspace between forward and backward. */
export interface KeptWorkspace {
  readonly backend: AnyBackend;
  /** null: it was given back before any backward asked for it. */
  workspace: Workspace | null;
  /** The bound under which it was given back. */
  bound: number;
}

/** Workspaces that no backward has taken yet, oldest first. */
const waiting = new Set<KeptWorkspace>();
let waitingFloats = 0;
/** How many floats may wait; as many workspaces as there are {@link floatsEach} in it. */
let mostFloats = 2 ** 20;
const floatsEach = 2 ** 12;

/**
 * Keeps a workspace until backward takes it.
 *
 * A workspace whose result is dropped is nobody's, and no callback tells of it within a synchronous loop: so only a bounded number
 * wait, and the oldest is given back, to serve the next call. Should its backward come after all, the forward pass is run again, and
 * the bound doubles.
 */
export function keepWorkspace(backend: AnyBackend, workspace: Workspace): KeptWorkspace {
  const kept = { backend, workspace, bound: 0 };
  waiting.add(kept);
  waitingFloats += workspace.floats;
  for (const oldest of waiting) {
    if (oldest === kept || (waitingFloats <= mostFloats && waiting.size * floatsEach <= mostFloats)) break;
    waiting.delete(oldest);
    giveBack(oldest);
  }
  return kept;
}

/** Takes a workspace for backward. null: it was given back; run forward again, and release that one. */
export function takeWorkspace(kept: KeptWorkspace): Workspace | null {
  const { workspace } = kept;
  if (workspace === null) {
    // Those that were given back under the same bound are one want of room.
    if (kept.bound === mostFloats) mostFloats *= 2;
    return null;
  }
  waiting.delete(kept);
  waitingFloats -= workspace.floats;
  kept.workspace = null;
  return workspace;
}

function giveBack(kept: KeptWorkspace): void {
  const { workspace, backend } = kept;
  if (workspace === null) return;
  waitingFloats -= workspace.floats;
  kept.workspace = null;
  kept.bound = mostFloats;
  backend.release(workspace);
}
