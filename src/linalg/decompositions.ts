import { orthogonalFromUniforms } from "./eigen-signs.ts";
import { singularVectors } from "./singular-vectors.ts";

/** The singular value decompositions that old frameworks start orthogonal matrices with. */
export interface Decompositions {
  readonly singularVectors: typeof singularVectors;
  readonly orthogonalFromUniforms: typeof orthogonalFromUniforms;
}

/** Handed to whoever runs a Plan that may need them, so that a dialect without them does not carry their code. */
export const decompositions: Decompositions = { singularVectors, orthogonalFromUniforms };
