import { type NamedArray, namedArray, sizeOf } from "../base/index.ts";
import type { Cell } from "../cells/index.ts";
import { wholeBox } from "../layout/index.ts";
import { gatewiseSeed, philoxGatewise } from "../random/index.ts";
import type { Declared } from "./layer.ts";
import type { OwnCellOptions } from "./neutral.ts";
import type { RecurrentDefinition } from "./recurrent-definition.ts";

/**
 * Declares a layer of a cell of the user's own.
 *
 * Its matrices are uniform by Glorot's rule, each gate for itself, its vectors zero. Order: each weight from the stream of
 * gatewise@1 under its own name, so that no other layer changes it.
 */
export function declaredOwnCell(
  cell: Cell,
  units: number,
  input: number,
  name: string,
  options: OwnCellOptions,
): Declared<RecurrentDefinition> {
  const { output = units, seed = 0 } = options;
  const sizes = { I: input, H: units, O: output };
  const weights = Object.entries(cell.weights).map(([weight, shapeOf]) => ({ weight, shape: [...shapeOf(sizes)] }));
  const definition: RecurrentDefinition = {
    kind: "recurrent",
    name,
    cells: [{ kind: cell.name, sizes: { input, hidden: units, output } }],
    batchFirst: true,
    parameters: weights.map(({ weight, shape }) => ({
      name: `${name}.${weight}`,
      shape,
      dtype: "float32",
      blocks: [{ owner: `${cell.name}#0.forward`, role: "other", gate: weight, box: wholeBox(shape), transposed: false }],
    })),
  };
  const gates = Math.max(cell.gates.length, 1);
  const start = ({ weight, shape }: (typeof weights)[number]): [string, NamedArray] => {
    const values = new Float32Array(sizeOf(shape));
    const [rows, columns] = shape;
    if (shape.length === 2) {
      const width = columns % gates === 0 ? columns / gates : columns;
      const limit = Math.sqrt(6 / (rows + width));
      philoxGatewise.open(gatewiseSeed(BigInt(seed), `${name}.${weight}`, null)).uniform(values, -limit, limit);
    }
    return [weight, namedArray(`${name}.${weight}`, "float32", shape, values)];
  };
  return { definition, initialWeights: () => new Map(weights.map(start)) };
}
