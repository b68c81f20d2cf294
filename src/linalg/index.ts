/** Dense linear algebra in float64, with the same bits everywhere. */
export { orthonormalColumns } from "./householder-qr.ts";
export { singularValues } from "./singular-values.ts";
