/** Memory that a sequence kernel keeps from forward to backward; its backend owns it and `release` gives it back. */
export interface Workspace {
  readonly floats: number;
  /** The numbers where they lie in an array: Float32Array natively, Float64Array on the plain twins; null in WebAssembly. */
  readonly values: Float32Array | Float64Array | null;
  /** The place in WebAssembly's memory, in bytes; 0 elsewhere. */
  readonly address: number;
}
