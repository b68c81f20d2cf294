import type { FloatDType, Floats } from "../base/index.ts";
import { mt19937Torch, TorchStream } from "./mt19937-torch.ts";
import type { Algorithm, Draws, Meter, Stream } from "./stream.ts";

const { fround } = Math;

/**
 * Keras 3's torch backend: PyTorch's generator with the backend's own affine steps, one rounding each.
 * A Keras initialiser seeds a generator with s at each call; open one stream a call.
 * Source: keras@3.15, keras/src/backend/torch/random.py.
 * Golden: goldens/streams/keras-3.15-torch.json.
 */
export class KerasTorchStream implements Stream {
  readonly algorithm = "mt19937-keras-torch";
  private readonly torch: TorchStream;

  constructor(seed: bigint) {
    this.torch = new TorchStream(seed);
  }

  get position(): number {
    return this.torch.position;
  }

  /** Equation: (high − low)·u + low. */
  uniform(out: Floats, low: number, high: number): void {
    this.torch.uniform(out, 0, 1);
    scaleAndMove(out, high - low, low);
  }

  normal(out: Floats, mean: number, stddev: number): void {
    this.torch.normal(out, mean, stddev);
  }

  /** Draws four standard normals an element and takes the first inside (−2, 2), or the very first if none is. */
  truncatedNormal(out: Floats, mean: number, stddev: number): void {
    this.torch.firstOfFourTries(out);
    scaleAndMove(out, stddev, mean);
  }
}

class KerasTorchMeter implements Meter {
  private readonly torch = mt19937Torch.meter();

  get position(): number | null {
    return this.torch.position;
  }

  uniform(count: number, dtype: FloatDType): Draws {
    return this.torch.uniform(count, dtype);
  }

  normal(count: number, dtype: FloatDType): Draws {
    return this.torch.normal(count, dtype);
  }

  truncatedNormal(count: number, dtype: FloatDType): Draws {
    return this.torch.normal(4 * count, dtype);
  }
}

/** The row of Keras 3's torch backend. */
export const mt19937KerasTorch: Algorithm = {
  name: "mt19937-keras-torch",
  unit: "32-bit words",
  description: "MT19937 with PyTorch's CPU samplers under Keras 3: affine steps in two roundings, truncation by four tries",
  seeds: ["seed"],
  open: (seed) => new KerasTorchStream(seed[0]),
  meter: () => new KerasTorchMeter(),
};

function scaleAndMove(out: Floats, scale: number, shift: number): void {
  if (out instanceof Float32Array) {
    const s = fround(scale);
    const m = fround(shift);
    for (let i = 0; i < out.length; i++) out[i] = fround(out[i] * s) + m;
  } else {
    for (let i = 0; i < out.length; i++) out[i] = out[i] * scale + shift;
  }
}
