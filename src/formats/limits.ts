/** Bounds that every reader keeps. A file from outside is never trusted. */
export interface Limits {
  /** Bytes of all tensors together, once decoded. */
  readonly tensorBytes: number;
  readonly tensors: number;
  /** Bytes of a header or a directory. */
  readonly headerBytes: number;
  readonly nameBytes: number;
  readonly rank: number;
}

export const defaultLimits: Limits = {
  tensorBytes: 4 * 2 ** 30,
  tensors: 100_000,
  headerBytes: 25_000_000,
  nameBytes: 4096,
  rank: 64,
};
