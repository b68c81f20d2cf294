import type { ActivationDefinition } from "./activation.ts";
import type { ActivityRegularizer, NamedLayer } from "./named-layer.ts";

/**
 * A recurrent layer: levels one above the other, each of one or two directions.
 *
 * Which levels and directions there are is read off the parameters' blocks. An owner `lstm#3.forward` or `lstm#3.backward` is one
 * direction of one level; levels stand in the order in which their owners first occur. Sizes come from the blocks too.
 * Blocks: Wx, Wh; bx and bh, or b (one for both: the same as bx alone); P; peephole (gates i, f, o). Weights of a cell of the user's
 * own have the role `other`, and their name in the place of the gate.
 */
export interface RecurrentDefinition extends NamedLayer {
  readonly kind: "recurrent";
  /** One for each direction of each level, in the order of the owners; the last serves all that follow. */
  readonly cells: readonly CellDefinition[];
  /** [T, B, I], and outputs alike, where false; [B, T, I] where true; a single step [B, I] where null. */
  readonly batchFirst: boolean | null;
  /** The directions that read from the last step to the first. Absent: `backward` alone. */
  readonly reversed?: readonly ("forward" | "backward")[];
  /**
   * Where outputs stand: each at its own step (`time`), those of a reversed direction in the order of reading (`reading`), or those of
   * both directions from the last step to the first (`backwards`). Absent: `time`.
   */
  readonly outputs?: "time" | "reading" | "backwards";
  /** How two directions become one output; `none`: two outputs. Absent: `concat`. */
  readonly merge?: "concat" | "sum" | "mul" | "ave" | "none";
  /** Each level takes both directions of the one below (`merged`), or each direction is a stack of its own. Absent: `merged`. */
  readonly stacking?: "merged" | "apart";
  /** The whole sequence, or what the last step read gave. Absent: true. */
  readonly returnSequences?: boolean;
  /** The states are outputs of a model too. Absent: false. */
  readonly returnState?: boolean;
  /** The last states are the next call's first ones. Absent: false. */
  readonly stateful?: boolean;
  /** Of a stateful layer: its states move on in inference alone, and training begins where they stand. Absent: always. */
  readonly stillInTraining?: boolean;
  /** Of a stateful layer: carried states that are not all zero go before given ones. Absent: given ones go before. */
  readonly carriedFirst?: boolean;
  /**
   * Names and shapes of states. `stacked`: `h` and `c`, each [levels · directions, B, …]. `each`: one [B, …] for every state of
   * every direction, named `0`, `1`, …, h before c, directions in order. Absent: `each`.
   */
  readonly states?: "stacked" | "each";
  /** Which level's states are listed first. Absent: `first`. */
  readonly statesFrom?: "first" | "last";
  /** What a masked step gives. Absent: `repeat` (of the output before it), with `zeros` before the first step that counts. */
  readonly masked?: MaskedRule;
  /** A mask that came from a layer before, and was not given with the call, is passed over where states are given. Absent: false. */
  readonly statesHideMask?: boolean;
  /** A penalty on what each direction gives, before two become one. Absent: none. */
  readonly directionRegularizer?: ActivityRegularizer;
  /** Dropout of what each level but the last gives: one mask for the whole sequence, drawn time-major. Absent: 0. */
  readonly dropout?: number;
}

/** What a masked step gives. */
export interface MaskedRule {
  readonly output: "repeat" | "zero";
  /** Before the first step that counts. */
  readonly first: "zeros" | "state";
  /**
   * Where `zero`, of a reversed direction whose whole sequence is given: whether the mask at the output's own step makes it zero, or
   * that at the step as far from the other end; steps are passed over by their own mask all the same. Absent: `own`.
   */
  readonly zeroedBy?: "own" | "mirrored";
  /** A mask is refused, since the framework that this is like fails under it. Absent: false. */
  readonly refused?: boolean;
}

/** One cell's equation and its options. */
export interface CellDefinition {
  /** lstm, gru, rnn, or the name under which a cell of the user's own is registered. */
  readonly kind: string;
  /** Of the candidate and of the output. Absent: tanh. */
  readonly activation?: ActivationDefinition;
  /** Absent: sigmoid. */
  readonly gateActivation?: ActivationDefinition;
  /** GRU: r multiplies h before or after the product with Wh. Absent: after. */
  readonly reset?: "before" | "after";
  /** Added to the forget gate as it runs. Absent: 0. */
  readonly forgetBias?: number;
  /** c lies in [-clip, clip]. Absent: none. */
  readonly cellClip?: number;
  /** The projected h lies in [-clip, clip]. Absent: none. */
  readonly projectionClip?: number;
  /** Of a cell of the user's own; the others' are read off the blocks. */
  readonly sizes?: { readonly input: number; readonly hidden: number; readonly output?: number };
  /** Dropout inside the recurrence: masks that serve all steps. Absent: none. */
  readonly dropout?: RecurrentDropout;
}

export interface RecurrentDropout {
  /** Of the input. */
  readonly input: number;
  /** Of h, where it enters a product. */
  readonly recurrent: number;
  /** One mask for each gate, in this order; null: one for all. */
  readonly gates: readonly string[] | null;
  /** `sequence`: the input's mask differs at each step; `once`: one serves all steps. */
  readonly over: "once" | "sequence";
  /** The stream that each mask is drawn from, in the order of the gates. Absent: one under the layer's name. */
  readonly streams?: { readonly input: readonly string[]; readonly recurrent: readonly string[] };
  /** GRU: z carries the masked h. Absent: false. */
  readonly carriesMasked?: boolean;
}
