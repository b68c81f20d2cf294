import type { Floats } from "../base/index.ts";
import { log64, sincos64 } from "./elementary64.ts";
import { normalBlocksAvx2 } from "./log-sincos-avx2.ts";
import type { Mt19937 } from "./mt19937.ts";

/** Normals of a block of PyTorch's: number j pairs with number j + 8. */
const blockSize = 16;
const tries = 4;
/** Blocks at once. */
const most = 64;

/**
 * Fills `out` with the first of every four standard normals that lies within (−2, 2), or the very first if none does.
 *
 * Gives what a PyTorch fill of 4·n normals would, but computes only those that are looked at: in each block of 16 the
 * pairs of numbers 0, 4, 8 and 12, and what follows a refused one. The words taken are those of the whole fill.
 * Domain: at least four elements, so that the fill takes the block path.
 * Source: keras@3.15, keras/src/backend/torch/random.py; torch@2.13, native/cpu/DistributionTemplates.h.
 */
export function firstInsideOfFour(engine: Mt19937, out: Floats): void {
  const block: Block = out instanceof Float32Array ? new Block32() : new Block64();
  const each = blockSize / tries;
  const whole = Math.floor(out.length / each);
  for (let at = 0; at < whole; at += most) {
    const blocks = Math.min(most, whole - at);
    block.take(engine, blocks);
    block.choose(out, at * each, blocks);
  }
  if (out.length % each === 0) return;
  // These words make numbers that the next ones replace.
  block.skip(engine, tries * (out.length % each));
  // The last 16 normals are drawn anew, as in every fill of PyTorch's.
  block.take(engine, 1);
  block.choose(out, out.length - each, 1);
}

interface Block {
  /** Takes the words of some blocks. */
  take(engine: Mt19937, blocks: number): void;
  /** Takes the words of some numbers fewer than a block. */
  skip(engine: Mt19937, numbers: number): void;
  /** Writes four elements a block from `at` on. */
  choose(out: Floats, at: number, blocks: number): void;
}

class Block64 implements Block {
  private readonly words = new Uint32Array(2 * blockSize * most);
  private readonly turned = { sin: 0, cos: 0 };

  take(engine: Mt19937, blocks: number): void {
    engine.take(this.words, 2 * blockSize * blocks);
  }

  skip(engine: Mt19937, numbers: number): void {
    engine.take(this.words, 2 * numbers);
  }

  choose(out: Floats, at: number, blocks: number): void {
    for (let b = 0; b < blocks; b++) {
      for (let j = 0; j < 8; j += tries) {
        const to = at + 4 * b + j / tries;
        this.pair(blockSize * b + j);
        const { cos, sin } = this.turned;
        out[to] = cos > -2 && cos < 2 ? cos : this.next(blockSize * b + j, "cos");
        out[to + 2] = sin > -2 && sin < 2 ? sin : this.next(blockSize * b + j, "sin");
      }
    }
  }

  /** The first of the three that follow a refused number, or that number. */
  private next(j: number, half: "cos" | "sin"): number {
    for (let k = 1; k < tries; k++) {
      this.pair(j + k);
      const z = this.turned[half];
      if (z > -2 && z < 2) return z;
    }
    this.pair(j);
    return this.turned[half];
  }

  /** The two normals of the numbers j and j + 8 of all that were taken. */
  private pair(j: number): void {
    const radius = Math.sqrt(-2 * log64(1 - this.uniform(j)));
    sincos64(2 * Math.PI * this.uniform(j + 8), this.turned);
    this.turned.cos *= radius;
    this.turned.sin *= radius;
  }

  private uniform(j: number): number {
    return ((this.words[2 * j] & 0x1fffff) * 2 ** 32 + this.words[2 * j + 1]) * 2 ** -53;
  }
}

class Block32 implements Block {
  private readonly words = new Uint32Array(blockSize * most);
  /** The first tries of a chunk, packed pair by pair. */
  private readonly firsts = new Float32Array(4 * most);
  /** The other tries of refused ones, and the elements that wait for them. */
  private readonly others = new Float32Array(2 * 3 * 4 * most + blockSize);
  private readonly waiting = new Int32Array(4 * most);

  take(engine: Mt19937, blocks: number): void {
    engine.take(this.words, blockSize * blocks);
  }

  skip(engine: Mt19937, numbers: number): void {
    engine.take(this.words, numbers);
  }

  choose(out: Floats, at: number, blocks: number): void {
    const { firsts, others, waiting } = this;
    for (let b = 0; b < blocks; b++) {
      this.put(firsts, 2 * b, blockSize * b);
      this.put(firsts, 2 * b + 1, blockSize * b + tries);
    }
    normalBlocksAvx2(firsts, 0, Math.ceil(blocks / 4) * blockSize, 0, 1);
    let refused = 0;
    for (let i = 0; i < 4 * blocks; i++) {
      // Element i of the chunk begins at number 4·i: the first of its pair where bit 1 of i is clear.
      const z = firsts[placeOf(2 * (i >> 2) + (i & 1)) + 4 * (i & 2)];
      out[at + i] = z;
      if (z > -2 && z < 2) continue;
      for (let k = 1; k < tries; k++) this.put(others, 3 * refused + k - 1, blockSize * (i >> 2) + tries * (i & 1) + k);
      waiting[refused++] = i;
    }
    normalBlocksAvx2(others, 0, Math.ceil((3 * refused) / 8) * blockSize, 0, 1);
    for (let n = 0; n < refused; n++) {
      const i = waiting[n];
      for (let k = 0; k < tries - 1; k++) {
        const z = others[placeOf(3 * n + k) + 4 * (i & 2)];
        if (z <= -2 || z >= 2) continue;
        out[at + i] = z;
        break;
      }
    }
  }

  /** Puts the uniforms of the numbers j and j + 8 of all that were taken where pair `pair` of `block` has its. */
  private put(block: Float32Array, pair: number, j: number): void {
    const to = placeOf(pair);
    block[to] = (this.words[j] & 0xffffff) * 2 ** -24;
    block[to + 8] = (this.words[j + 8] & 0xffffff) * 2 ** -24;
  }
}

/** Where the first of the packed pair is; the second is 8 further on. */
function placeOf(pair: number): number {
  return (pair >> 3) * blockSize + (pair & 7);
}
