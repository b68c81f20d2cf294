import { type Floats, GatewiseError } from "../base/index.ts";
import type { Parameter } from "../layers/index.ts";
import { noteRows, takeRows } from "../tensor/index.ts";
import type { Trained, TrainedArrays } from "./optimizer.ts";

type ModelParameter = Pick<Parameter, "name" | "value" | "trainable" | "regularizer" | "constraint">;

/** The parameters of a model, `model.parameters`, or some of them. */
export type ModelParameters = ReadonlyMap<string, ModelParameter> | readonly ModelParameter[];

/** Lists parameters. */
export function listOf(parameters: ModelParameters): readonly ModelParameter[] {
  return Array.isArray(parameters) ? parameters : [...(parameters as ReadonlyMap<string, ModelParameter>).values()];
}

/** Tells the parameters of a model from arrays by hand. */
export function areOfModel(parameters: ModelParameters | readonly TrainedArrays[]): parameters is ModelParameters {
  const [first] = parameters instanceof Map ? parameters.values() : Array.isArray(parameters) ? parameters : [];
  return parameters instanceof Map || (typeof first === "object" && first !== null && "trainable" in first);
}

/** Has the next backward note the rows of embeddings' gradients. Beside a regularizer's the frameworks have added them up. */
export function noteAllRows(parameters: ModelParameters): void {
  for (const { value, regularizer } of listOf(parameters)) if (regularizer === undefined) noteRows(value);
}

/** Gives the parameters that training moves with the gradients that backward has left there; `rows`: those of embeddings too. */
export function trainedOf(parameters: ModelParameters, rows: boolean): Trained[] {
  return listOf(parameters)
    .filter(({ trainable }) => trainable)
    .map(({ name, value, constraint }) => {
      const gathered = rows ? takeRows(value) : null;
      return {
        name,
        value: value.data as Floats,
        gradient: (value.grad?.data as Floats | undefined) ?? null,
        shape: value.shape,
        ...(gathered === null ? {} : { rows: gathered }),
        ...(constraint === undefined ? {} : { constraint }),
      };
    });
}

/** Drops the gradients: a step has used them up. */
export function clearGradients(parameters: ModelParameters): void {
  for (const { value } of listOf(parameters)) value.grad = null;
}

/** The refusal of parameters of which no rows were noted. */
export function withoutRows(): GatewiseError {
  return new GatewiseError("missing-option", {
    where: "optimizer, step",
    received: "an optimiser that takes an embedding's gradient row by row, and parameters that it did not know before",
    expected: "new Optimizer(definition, model.parameters)",
    fix: "give the parameters to the constructor, and call step()",
  });
}
