/** What has been made since the collector was last asked: bytes of arrays, and nodes of graphs. */
let bytes = 0;
let nodes = 0;

/** From how much on asking is worth it. */
const [manyBytes, manyNodes] = [2 ** 20, 500];

/** How soon again, in milliseconds: it takes 0.2 to 0.4 where nothing is alive, the release of the arrays included. */
const pause = 8;
let asked = 0;

/** Counts an array that has been made. */
export function countArray(byteLength: number): void {
  bytes += byteLength;
}

/** Counts arrays that came from another thread, where each soon takes the place of the one before. */
export function countArrived(byteLength: number): void {
  countArray(byteLength);
  collectWhereDue();
}

/** Counts a node of a graph that has been made, with what hangs on it. */
export function countNode(): void {
  nodes += 1;
}

/**
 * Asks the collector for the young garbage, where there is enough of it: where backward has let a graph go, or a model has been asked
 * without one, nearly all that was made since is garbage.
 *
 * Left to itself V8 collects whenever its nursery is full, or 32 MiB of arrays are: most often in the middle of a step, whose graph
 * then counts as what outlives collections, and the nursery is doubled for that, again and again. There is no call to ask it by; but an
 * array that is larger than all that may be young makes it collect before the next array, and takes address space alone, since it is
 * never written to.
 */
export function collectWhereDue(): void {
  if ((bytes < manyBytes && nodes < manyNodes) || !canAsk) return;
  const now = performance.now();
  if (now - asked < pause) return;
  asked = now;
  bytes = 0;
  nodes = 0;
  try {
    make(largerThanYoung);
    made.last = null;
    make(1);
  } catch {
    // There is not so much address space: then it is V8's own affair.
    canAsk = false;
  }
}

/** Twice V8's largest nursery, which is as much as arrays may be young, and a page. Source: V8, src/heap/heap.cc, AllocateExternalBackingStore. */
const largerThanYoung = 2 ** 25 + 4096;

/** Written to, so that no compiler leaves the arrays out. */
const made: { last: ArrayBuffer | null } = { last: null };

/** A function of its own: no register of the caller's holds the array while the next is made. */
function make(byteLength: number): void {
  made.last = new ArrayBuffer(byteLength);
}

let canAsk = (globalThis as { process?: { versions?: { v8?: string } } }).process?.versions?.v8 !== undefined;
