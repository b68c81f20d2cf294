import { backend } from "../kernels/index.ts";
import { orthonormal } from "./householder-qr.ts";

/** Below so many numbers a decomposition is over before a kernel would begin. */
const smallest = 64;

/**
 * Has decompositions done by the kernels of the backend in use, where it has them: the same bits, sooner.
 *
 * Doors that carry kernels call it.
 */
export function decomposeByKernels(): void {
  const plain = orthonormal.columns;
  orthonormal.columns = (a, rows, columns) => {
    const { bulk, workspace, release } = backend();
    if (bulk === null || a.length < smallest) return plain(a, rows, columns);
    const space = workspace(bulk.orthonormalWorkspace(rows, columns));
    const out = new Float64Array(rows * columns);
    bulk.orthonormalColumns(rows, columns, a, out, space);
    release(space);
    return out;
  };
}
