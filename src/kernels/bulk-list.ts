/**
 * The exact class of {@link list}: long fills and decompositions with the bits of src/random's and src/linalg's TypeScript, which are
 * their twins. A Mersenne Twister is its 624 words, `used` of which are taken; a Philox engine its key and its counter, six words.
 */
const twister = { used: "int", state: "inout i32" };
const philox = { engine: "in i32" };

export const bulkList = {
  torchUniform32: {
    does: "Fills out with PyTorch's uniforms of [low, high).",
    takes: { n: "int", low: "float", high: "float", ...twister, out: "out f32" },
    bulk: true,
  },
  torchNormal32: {
    does: "Fills out, 16 numbers or more, with PyTorch's normals.",
    takes: { n: "int", mean: "float", stddev: "float", ...twister, out: "out f32" },
    bulk: true,
  },
  torchRedraw32: {
    does: "Draws what of out lies outside [low, high] anew as PyTorch's trunc_normal_ does, until nothing does; gives the words taken.",
    takes: { n: "int", mean: "float", stddev: "float", low: "float", high: "float", ...twister, out: "inout f32" },
    bulk: true,
    returns: "double",
  },
  tensorflowUniform32: {
    does: "Fills out with TensorFlow's uniforms: low + range·u.",
    takes: { n: "int", low: "float", range: "float", ...philox, out: "out f32" },
    bulk: true,
  },
  tensorflowNormal32: {
    does: "Fills out with TensorFlow's normals.",
    takes: { n: "int", mean: "float", stddev: "float", ...philox, out: "out f32" },
    bulk: true,
  },
  tensorflowTruncated32: {
    does: "Fills out with TensorFlow's normals within two deviations.",
    takes: { n: "int", mean: "float", stddev: "float", ...philox, out: "out f32" },
    bulk: true,
  },
  orthonormalWorkspace: {
    does: "Gives the floats of workspace that orthonormalColumns needs.",
    takes: { rows: "int", columns: "int" },
    bulk: true,
    returns: "double",
  },
  orthonormalColumns: {
    does: "Makes the columns of a [rows, columns] orthonormal, one after the other: Q of QR with R's diagonal positive.",
    takes: { rows: "int", columns: "int", a: "in f64", out: "out f64", workspace: "workspace" },
    bulk: true,
  },
} as const;
