/** Dense linear algebra in float64, with the same bits everywhere. */

export { type Decompositions, decompositions } from "./decompositions.ts";
export { orthogonalFromUniforms } from "./eigen-signs.ts";
export { orthonormalColumns } from "./householder-qr.ts";
export { decomposeByKernels } from "./kernel-decompositions.ts";
export { singularValues } from "./singular-values.ts";
export { singularVectors } from "./singular-vectors.ts";
