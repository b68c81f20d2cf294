/**
 * The exact class of {@link list}: long fills and decompositions with the bits of src/random's and src/linalg's TypeScript, which are
 * their twins.
 *
 * A Mersenne Twister is its 624 words, `used` of which are taken; a Philox engine its key and its counter, six words; PCG64 its state
 * and increment, four words each, then whether half a word is kept, and that half. `tables` are those of glibc's logarithm, 256 numbers, and of
 * its sine, 440; `ziggurat` NumPy's widths, heights and limits, 256 each. `single` says that `out` is of floats.
 */
const twister = { used: "int", state: "inout i32" };
const philox = { engine: "in i32" };
const pcg = { engine: "inout i32" };
const tables = { tables: "in f64" };
const ziggurat = { ziggurat: "in f64" };
const doubles = { mean: "double", stddev: "double" };
const floats = { mean: "float", stddev: "float" };
const reals = { single: "int", out: "out real" };

export const bulkList = {
  torchUniform32: {
    does: "Fills out with PyTorch's uniforms of [low, high).",
    takes: { n: "int", low: "float", high: "float", ...twister, out: "out f32" },
    bulk: true,
  },
  torchUniform64: {
    does: "Fills out with PyTorch's float64 uniforms of [low, high).",
    takes: { n: "int", low: "double", high: "double", ...twister, out: "out f64" },
    bulk: true,
  },
  torchNormal32: {
    does: "Fills out, 16 numbers or more, with PyTorch's normals.",
    takes: { n: "int", ...floats, ...twister, out: "out f32" },
    bulk: true,
  },
  torchNormal64: {
    does: "Fills out, 16 numbers or more, with PyTorch's float64 normals.",
    takes: { n: "int", ...doubles, ...twister, ...tables, out: "out f64" },
    bulk: true,
  },
  torchRedraw32: {
    does: "Draws what of out lies outside [low, high] anew as PyTorch's trunc_normal_ does, until nothing does; gives the words taken.",
    takes: { n: "int", ...floats, low: "float", high: "float", ...twister, out: "inout f32" },
    bulk: true,
    returns: "double",
  },
  torchRedraw64: {
    does: "Draws what of out lies outside [low, high] anew likewise, in float64; gives the words taken.",
    takes: { n: "int", ...doubles, low: "double", high: "double", ...twister, ...tables, out: "inout f64" },
    bulk: true,
    returns: "double",
  },
  torchFourTries32: {
    does: "Fills out, four numbers or more, with the first of every four of PyTorch's standard normals that lies within (-2, 2).",
    takes: { n: "int", ...twister, out: "out f32" },
    bulk: true,
  },
  torchFourTries64: {
    does: "Fills out likewise, in float64.",
    takes: { n: "int", ...twister, ...tables, out: "out f64" },
    bulk: true,
  },
  mersenneUniform: {
    does: "Fills out with low + range·u, u of 53 bits of two words, as NumPy's RandomState and CPython do.",
    takes: { n: "int", low: "double", range: "double", ...twister, ...reals },
    bulk: true,
  },
  numpyNormal: {
    does: "Fills out, an even count, with the normals of NumPy's RandomState; gives the words taken.",
    takes: { n: "int", ...doubles, ...twister, ...tables, ...reals },
    bulk: true,
    returns: "double",
  },
  pythonNormal: {
    does: "Fills out, an even count, with CPython's normals.",
    takes: { n: "int", ...doubles, ...twister, ...tables, ...reals },
    bulk: true,
  },
  tensorflowUniform32: {
    does: "Fills out with TensorFlow's uniforms: low + range·u.",
    takes: { n: "int", low: "float", range: "float", ...philox, out: "out f32" },
    bulk: true,
  },
  tensorflowUniform64: {
    does: "Fills out with TensorFlow's float64 uniforms: low + range·u.",
    takes: { n: "int", low: "double", range: "double", ...philox, out: "out f64" },
    bulk: true,
  },
  tensorflowNormal32: {
    does: "Fills out with TensorFlow's normals, their radius in double where there are tables.",
    takes: { n: "int", ...floats, ...philox, tables: "in f64?", out: "out f32" },
    bulk: true,
  },
  tensorflowNormal64: {
    does: "Fills out with TensorFlow's float64 normals.",
    takes: { n: "int", ...doubles, ...philox, ...tables, out: "out f64" },
    bulk: true,
  },
  tensorflowTruncated32: {
    does: "Fills out with TensorFlow's normals within two deviations, their radius in double where there are tables.",
    takes: { n: "int", ...floats, ...philox, tables: "in f64?", out: "out f32" },
    bulk: true,
  },
  tensorflowTruncated64: {
    does: "Fills out with TensorFlow's float64 normals within two deviations.",
    takes: { n: "int", ...doubles, ...philox, ...tables, out: "out f64" },
    bulk: true,
  },
  gatewiseUniform: {
    does: "Fills out with the uniforms of gatewise's own stream: low + range·u.",
    takes: { n: "int", low: "double", range: "double", ...philox, ...reals },
    bulk: true,
  },
  gatewiseNormal: {
    does: "Fills out with the normals of gatewise's own stream.",
    takes: { n: "int", ...doubles, ...philox, ...tables, ...reals },
    bulk: true,
  },
  gatewiseTruncated: {
    does: "Fills out with those within two deviations; gives the words taken.",
    takes: { n: "int", ...doubles, ...philox, ...tables, ...reals },
    bulk: true,
    returns: "double",
  },
  jaxUniform32: {
    does: "Fills out with JAX's uniforms under a key: low + range·u.",
    takes: { n: "int", low: "float", range: "float", k0: "int", k1: "int", out: "out f32" },
    bulk: true,
  },
  jaxNormal32: {
    does: "Fills out with mean + stddev·z, z = √2·erfinv(u) within ±most, u JAX's uniforms from low on.",
    takes: { n: "int", ...floats, low: "float", range: "float", most: "float", k0: "int", k1: "int", out: "out f32" },
    bulk: true,
  },
  pcgUniform: {
    does: "Fills out with low + range·u, u of 53 bits of NumPy's default generator.",
    takes: { n: "int", low: "double", range: "double", ...pcg, ...reals },
    bulk: true,
  },
  pcgUniform32: {
    does: "Fills out with low + range·u, u of 24 bits of half a word, as the generator's float32 uniforms are; gives the words taken.",
    takes: { n: "int", low: "float", range: "float", ...pcg, out: "out f32" },
    bulk: true,
    returns: "double",
  },
  pcgNormal: {
    does: "Fills out with the normals of NumPy's default generator; gives the words taken.",
    takes: { n: "int", ...doubles, ...pcg, ...ziggurat, ...reals },
    bulk: true,
    returns: "double",
  },
  pcgNormal32: {
    does: "Fills out with the generator's float32 normals; gives the words taken.",
    takes: { n: "int", ...floats, ...pcg, ...ziggurat, out: "out f32" },
    bulk: true,
    returns: "double",
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
