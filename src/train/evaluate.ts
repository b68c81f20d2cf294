import type { State, Tensors } from "../layers/index.ts";
import { noGrad } from "../tensor/index.ts";
import { contextOf, countedSteps, samplesOf } from "./batch.ts";
import { checkLoss } from "./check-definitions.ts";
import { checkData, checkModel } from "./check-fit.ts";
import type { Data } from "./data.ts";
import { type LossDefinition, type LossFunction, lossOf, type Told } from "./loss.ts";
import type { Trainable } from "./trainable.ts";

/**
 * Computes the mean loss over some data, without dropout: that of the batches, each counted as often as it has samples, as Keras does.
 *
 * The weights stay; a stateful model's own states begin anew. Throws: wrong-type, missing-option.
 */
export function evaluate<Output extends Tensors = Tensors, Target extends Tensors = Tensors>(
  model: Trainable<Output>,
  data: Data & { batch(number: number): { readonly target: Target } },
  given: LossDefinition | LossFunction<Told<Output>, Told<Target>>,
): number {
  const loss = given as LossDefinition | LossFunction;
  checkModel("evaluate, model", model);
  checkData("evaluate, data", data);
  checkLoss("evaluate, loss", loss);
  return noGrad(() => {
    let [sum, count] = [0, 0];
    let state: State | null = null;
    for (let k = 0; k < data.batches; k++) {
      const batch = data.batch(k);
      const called = model.call(batch.input, contextOf(batch, model, state, false));
      state = called.state;
      const value = lossOf(loss, called.output, batch.target, countedSteps(batch, model, called), called.masks);
      const samples = samplesOf(batch, model);
      sum += value.item() * samples;
      count += samples;
    }
    return sum / count;
  });
}
