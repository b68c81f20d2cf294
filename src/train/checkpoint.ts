import { type ErrorFacts, GatewiseError, type NamedArray, namedArray, show } from "../base/index.ts";
import { arrayNamed, readWeights, writeWeights } from "../formats/index.ts";
import { canonicalJson, sha256Hex } from "../plan/index.ts";
import type { Data, DataDefinition } from "./data.ts";
import { type EarlyStoppingState, freshStopping } from "./early-stopping.ts";
import { freshPlateau, type PlateauState } from "./plateau.ts";
import type { Trainer } from "./trainer.ts";

/** Losses of steps, each times its samples, added up. */
export interface LossSum {
  readonly sum: number;
  readonly samples: number;
}

export const noLosses: LossSum = { sum: 0, samples: 0 };

/** What a run remembers besides the trainer. */
export interface RunState {
  /** The losses of the epoch that is under way, and those since the last were judged. */
  readonly epoch: LossSum;
  readonly unjudged: LossSum;
  /** How many losses have been judged. */
  readonly judged: number;
  readonly stopping: EarlyStoppingState;
  readonly plateau: PlateauState;
  /** The weights of the best epoch, where early stopping brings them back. */
  readonly best: readonly NamedArray[];
}

export const freshRun: RunState = {
  epoch: noLosses,
  unjudged: noLosses,
  judged: 0,
  stopping: freshStopping,
  plateau: freshPlateau,
  best: [],
};

/** What the metadata of a checkpoint say under `gatewise.training`. */
interface Written {
  readonly version: 1;
  readonly step: number;
  /** What must be the same when it goes on. */
  readonly same: Readonly<Record<string, unknown>>;
  readonly stream: string | null;
  readonly run: Omit<RunState, "best">;
}

const key = "gatewise.training";
const bestPrefix = "training/best/";

/**
 * Writes where training stands as one safetensors file: weights under their names, then under `training/` the optimiser's arrays
 * and counters, carried states and the best weights; step, stream and what must be the same in the metadata.
 */
export function writeCheckpoint(trainer: Trainer, run: RunState, extra: Readonly<Record<string, string>> = {}): Uint8Array {
  const written: Written = {
    version: 1,
    step: trainer.step,
    same: sameness(trainer),
    stream: trainer.model.stream?.save() ?? null,
    run: { epoch: run.epoch, unjudged: run.unjudged, judged: run.judged, stopping: run.stopping, plateau: run.plateau },
  };
  const best = run.best.map(({ name, dtype, shape, data }) => namedArray(`${bestPrefix}${name}`, dtype, shape, data));
  const metadata = new Map([...Object.entries(extra), [key, JSON.stringify(written)] as const]);
  return writeWeights("checkpoint.safetensors", [...trainer.arrays(), ...best], metadata);
}

/**
 * Has a trainer go on from a checkpoint, and gives what the run remembers.
 *
 * Throws: bad-file where it is no checkpoint, contradiction where it is of another training, missing-tensor and bad-shape where it
 * is of another net.
 */
export function readCheckpoint(trainer: Trainer, bytes: Uint8Array): RunState {
  const file = "the checkpoint";
  const { arrays, metadata } = readWeights("checkpoint.safetensors", bytes);
  const written = parseWritten(metadata.get(key));
  refuseOther(written.same, sameness(trainer));
  trainer.restore(arrays, written.step);
  const { stream } = trainer.model;
  if (written.stream !== null && stream !== undefined) stream.restore(written.stream);
  const best = [...arrays.values()].flatMap(({ name, dtype, shape }) =>
    name.startsWith(bestPrefix)
      ? [namedArray(name.slice(bestPrefix.length), dtype, shape, arrayNamed({ arrays, metadata, undecodable: new Map() }, name, file).data)]
      : [],
  );
  return { ...freshRun, ...written.run, best };
}

function parseWritten(text: string | undefined): Written {
  const wrong = (received: string): GatewiseError =>
    new GatewiseError("bad-file", {
      where: `the checkpoint, metadata ${key}`,
      received,
      expected: "what a training of this version of gatewise wrote",
      fix: "resume from the file that --checkpoint-every or fit's checkpoint wrote; a model file alone cannot be resumed",
    });
  if (text === undefined) throw wrong("nothing");
  let parsed: Partial<Written> | null;
  try {
    parsed = JSON.parse(text) as Partial<Written> | null;
  } catch {
    throw wrong(show(text));
  }
  const { version, step, same } = parsed ?? {};
  if (version !== 1 || !Number.isSafeInteger(step) || same === null || typeof same !== "object") throw wrong(show(text));
  return { stream: null, run: freshRun, ...parsed } as Written;
}

/** What a training is: another one does not go on from the same checkpoint. */
function sameness({ data, optimizer }: Trainer): Record<string, unknown> {
  return { optimizer: optimizer.definition, batches: data.batches, data: data.definition === undefined ? null : summaryOf(data) };
}

const summaries = new WeakMap<object, string>();

/** A digest of data that has a definition, computed once. */
function summaryOf({ definition }: Data): string {
  const known = summaries.get(definition as object);
  if (known !== undefined) return known;
  const digest = digestOfData(definition as DataDefinition);
  summaries.set(definition as object, digest);
  return digest;
}

function digestOfData(definition: DataDefinition): string {
  const digests: string[] = [];
  const plain = JSON.stringify(definition, (_, value) => {
    if (!ArrayBuffer.isView(value)) return value;
    const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    digests.push(sha256Hex(bytes));
    return `array ${digests.length}`;
  });
  return sha256Hex(new TextEncoder().encode(`${plain} ${digests.join(" ")}`));
}

const said: Readonly<Record<string, Pick<ErrorFacts, "expected" | "fix">>> = {
  optimizer: {
    expected: "the optimiser that it was trained with, in every number",
    fix: "give the same optimiser, rate, clip and schedule",
  },
  batches: { expected: "as many batches in an epoch", fix: "give the same data, batch size and window" },
  data: { expected: "the same data in the same batches", fix: "give the same data, batch size and window, or begin anew" },
};

function refuseOther(theirs: Readonly<Record<string, unknown>>, ours: Readonly<Record<string, unknown>>): void {
  for (const [name, facts] of Object.entries(said)) {
    const [a, b] = [theirs[name], ours[name]].map((value) => canonicalJson(JSON.parse(JSON.stringify(value ?? null))));
    if (a === b) continue;
    throw new GatewiseError("contradiction", {
      where: `the checkpoint, ${name}`,
      received: `${b}, where the checkpoint is of ${a}`,
      ...facts,
    });
  }
}
