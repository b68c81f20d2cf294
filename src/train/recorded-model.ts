import { type DropoutSource, type LayerDefinition, modelOf } from "../layers/index.ts";
import { recorderOf } from "./recorded-dropout.ts";
import type { Trainable } from "./trainable.ts";
import { fillWeights, weightsOf } from "./trainer.ts";

/** Whether a layer draws masks in training. */
function draws(definition: LayerDefinition): boolean {
  if (definition.kind === "timeDistributed") return draws(definition.layer);
  if (definition.kind === "dropout") return definition.rate > 0;
  if (definition.kind !== "recurrent") return false;
  return (
    (definition.dropout ?? 0) > 0 ||
    definition.cells.some(({ dropout }) => dropout !== undefined && (dropout.input > 0 || dropout.recurrent > 0))
  );
}

/** Whether training a model draws dropout masks from a session. */
function drawsMasks({ definition }: Trainable): boolean {
  return definition?.layers.some(draws) === true;
}

/** The one source that a model's masks come from, where training draws any. undefined: there are several. */
export function maskSource(model: Trainable): DropoutSource | null | undefined {
  if (!drawsMasks(model)) return null;
  const sources = new Set((model.layers ?? []).flatMap(({ dropout }) => (dropout === null ? [] : [dropout])));
  return sources.size > 1 ? undefined : ([...sources][0] ?? null);
}

/** Freezes parameters by name, so that a copy of a model learns what the model would. */
export function freezeOnly(model: Trainable, frozen: ReadonlySet<string>): void {
  for (const parameter of model.parameters.values()) {
    if (!frozen.has(parameter.name)) continue;
    (parameter as { trainable: boolean }).trainable = false;
    parameter.value.requiresGrad = false;
  }
}

/** The names of what training leaves as it is. */
export function frozenOf(model: Trainable): string[] {
  return [...model.parameters.values()].flatMap(({ name, trainable }) => (trainable ? [] : [name]));
}

/** A copy of a model whose dropout masks are recorded; the model itself where it draws none, or is none of layers. */
export function recordedModel(model: Trainable): Trainable {
  const source = model.layers?.find(({ dropout }) => dropout !== null)?.dropout ?? null;
  if (model.definition === undefined || source === null || !drawsMasks(model)) return model;
  const recorder = recorderOf(source);
  const cells = Object.assign({}, ...(model.layers ?? []).map((layer) => layer.cells));
  const copy: Trainable = Object.assign(modelOf(model.definition, { dropout: recorder, cells }), { stream: recorder });
  freezeOnly(copy, new Set(frozenOf(model)));
  fillWeights(copy, new Map(weightsOf(model).map((array) => [array.name, array])), "the weights of the caller");
  return copy;
}
