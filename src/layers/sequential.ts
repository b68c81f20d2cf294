import { checkArguments, GatewiseError, show } from "../base/index.ts";
import { Chain } from "./chain.ts";
import type { LayerDefinition } from "./definition.ts";
import { type Declared, filled, Layer, layer } from "./layer.ts";
import type { NeutralLayer, NeutralOptions, NeutralWeighted } from "./neutral.ts";
import { declaredOwnCell } from "./own-cell.ts";
import type { Start } from "./start.ts";
import { wrongKind } from "./wrong-kind.ts";

export interface SequentialOptions {
  /** How neutral layers start: a session of a dialect. */
  readonly like?: Start;
  /** Features of the model's input, where the first layer does not say it. */
  readonly input?: number;
}

/** A neutral layer, one that a session has declared, or one that runs already. */
export type SequentialLayer = NeutralLayer | Declared | Layer;

/**
 * Makes a model of layers one behind the other.
 *
 * Neutral layers are started by the session of `like`, in order, as the framework starts its own; a session's layers are the same
 * layers, declared by the user. Throws: missing-option, where a neutral layer has no `like`, or no width of its input is known.
 */
export function sequential(layers: readonly SequentialLayer[], options: SequentialOptions = {}): Chain {
  checkLayers(layers, options);
  let width = options.input;
  const first = layers.find((one) => !(one instanceof Layer) && ("definition" in one || "neutral" in one));
  if (first !== undefined && "begins" in first) first.begins?.();
  const made: Layer[] = [];
  layers.forEach((one, place) => {
    const [next, gives] = layerOf(one, place, width, options.like);
    made.push(next);
    width = gives;
  });
  return new Chain(made);
}

function checkLayers(layers: unknown, options: unknown): void {
  if (!Array.isArray(layers)) throw wrongKind("sequential, layers", layers, "a list of layers", "give [lstm(8), dense(3)]");
  const rules = { like: { type: "any", default: undefined }, input: { type: "integer", min: 1, default: undefined } } as const;
  const { like } = checkArguments("sequential", rules, options as Readonly<Record<string, unknown>>).values;
  if (like !== undefined && typeof (like as Partial<Start> | null)?.declare !== "function")
    throw wrongKind("sequential, argument like", like, "a session", 'give like: torch.session({ version: "2.13", seed: 7 })');
  layers.forEach((one: unknown, place) => {
    const known = ["neutral", "own", "dropout", "activation", "definition"];
    if (one !== null && typeof one === "object" && known.some((key) => key in one)) return;
    throw wrongKind(`sequential, layer ${place}`, one, "a layer", "give what lstm(8), or a layer of a session, gives");
  });
}

/** A layer that runs, and the features that it gives where that is known. */
function layerOf(one: SequentialLayer, place: number, width: number | undefined, like: Start | undefined): [Layer, number | undefined] {
  if (one instanceof Layer) return [one, undefined];
  if ("definition" in one) {
    const gives = one.follow?.([null, null, width ?? null]).at(-1);
    return [layer(one), gives ?? undefined];
  }
  const name = String(place);
  if ("dropout" in one) return [new Layer<LayerDefinition>({ kind: "dropout", name, rate: one.dropout }, like ?? null), width];
  if ("activation" in one) return [new Layer<LayerDefinition>({ kind: "activation", name, activation: one.activation }), width];
  const input = inputOf(one, place, width);
  if ("own" in one) {
    const declared = declaredOwnCell(one.own, one.units, input, name, one.options);
    const definition = { ...declared.definition, ...decorations(one.options) };
    const own = new Layer<LayerDefinition>(definition, null, { [one.own.name]: one.own });
    return [filled(own, declared), one.options.output ?? one.units];
  }
  if (like === undefined) {
    throw new GatewiseError("missing-option", {
      where: `sequential, layer ${place} (${one.neutral.kind})`,
      received: "no option like",
      expected: "a session, which starts the layer as its framework does",
      fix: 'give { like: torch.session({ version: "2.13", seed: 7 }) }, or layers of a session',
    });
  }
  const declared = like.declare(one.neutral, input, place);
  const definition = { ...declared.definition, ...decorations(one.options) } as LayerDefinition;
  return [filled(new Layer(definition, declared.session ?? like), declared), widthOf(one.neutral, input)];
}

/** What a neutral layer's options change in the framework's definition. */
function decorations({ input: _, ...options }: NeutralOptions): object {
  const { activation, returnSequences, stateful } = options;
  return {
    ...(activation === undefined ? {} : { activation }),
    ...(returnSequences === undefined ? {} : { returnSequences }),
    ...(stateful === undefined ? {} : { stateful }),
  };
}

function inputOf(one: Extract<NeutralLayer, { options: NeutralOptions }>, place: number, width: number | undefined): number {
  const known = "neutral" in one && one.neutral.kind === "embedding" ? one.neutral.rows : (one.options.input ?? width);
  if (known !== undefined) return known;
  throw new GatewiseError("missing-option", {
    where: `sequential, layer ${place}`,
    received: "no number of input features",
    expected: "a layer before it that says how many it gives, or the option input",
    fix: place === 0 ? `give sequential(${show([])}, { input: 5 }) the number of features` : "give the layer { input: 5 }",
  });
}

function widthOf(neutral: NeutralWeighted, input: number): number {
  if (neutral.kind === "layerNorm") return input;
  return "bidirectional" in neutral && neutral.bidirectional ? 2 * neutral.units : neutral.units;
}
