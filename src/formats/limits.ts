/** Bounds that hold before anything is allocated; a file beyond one is refused with code `limit`. */
export interface Limits {
  /** Bytes of all arrays of a file together, as they lie in memory. */
  readonly maxTensorBytes: number;
  /** Arrays, and members of a zip file. */
  readonly maxTensors: number;
  /** Bytes of one name in UTF-8. */
  readonly maxNameBytes: number;
  /** Dimensions of one array. */
  readonly maxRank: number;
  /** Bytes of the JSON header of a safetensors file. */
  readonly maxHeaderBytes: number;
  /** Bytes of the header of a .npy file. */
  readonly maxNpyHeaderBytes: number;
}

export const defaultLimits: Limits = {
  maxTensorBytes: 4 * 2 ** 30,
  maxTensors: 100_000,
  maxNameBytes: 4096,
  // NumPy 2 stops at 64 dimensions, NumPy 1 at 32.
  maxRank: 64,
  // The safetensors library itself allows 100 000 000.
  maxHeaderBytes: 25_000_000,
  // numpy@2.4, lib/_format_impl.py, _MAX_HEADER_SIZE.
  maxNpyHeaderBytes: 10_000,
};
