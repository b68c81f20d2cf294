import { add, matmul, reshape } from "../tensor/index.ts";
import { activationOf } from "./activation.ts";
import type { DenseDefinition } from "./definition.ts";
import { blockValue, checkInput, neededPart, partOfRole } from "./parts.ts";
import type { Runner } from "./runner.ts";

/** Runs a dense layer. Equation: y = act(x·W + b). Shapes: [..., I] to [..., O]. */
export const dense: Runner<DenseDefinition> = (definition, parameters, input, context) => {
  const kernel = neededPart(parameters, "W", definition.name);
  const bias = partOfRole(parameters, "b");
  const W = blockValue(kernel);
  const [outputs, inputs] = kernel.block.transposed ? [W.shape[1], W.shape[0]] : W.shape;
  checkInput(definition.name, input, inputs, W);
  const { shape } = input;
  const rows = shape.slice(0, -1);
  const product = matmul(reshape(input, [-1, inputs]), W, { transposeB: !kernel.block.transposed });
  const sum = bias === null ? product : add(product, blockValue(bias));
  const y = reshape(sum, [...rows, outputs]);
  const output = definition.activation === undefined ? y : activationOf(definition.activation, `layer ${definition.name}`)(y);
  return { output, mask: context.mask, state: {} };
};
