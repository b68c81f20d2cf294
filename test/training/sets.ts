/** The golden sets of training, and how each framework's words are read. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { kerasOptimizer, resolveDialect } from "../../src/dialects/keras/index.ts";
import { tf1Clip, tf1Optimizer, tf1Schedule } from "../../src/dialects/tf1/index.ts";
import { torchClip, torchOptimizer, torchSchedule } from "../../src/dialects/torch/index.ts";
import type { OptimizerDefinition } from "../../src/train/index.ts";
import { readSet } from "../../tools/golden/read-set.mjs";

export interface TrainingCase {
  readonly name: string;
  // biome-ignore lint/suspicious/noExplicitAny: a golden document is JSON that the frameworks' programs read
  readonly document: any;
  /** What a lenient load says that did not fit. */
  readonly report?: { readonly missing: readonly string[]; readonly unexpected: readonly string[] };
  readonly tensors: ReadonlyMap<string, { readonly shape: number[]; readonly data: Float32Array | Float64Array | Int32Array }>;
}

const root = new URL("../../goldens/training/", import.meta.url);

export const trainingSets: readonly string[] = readdirSync(root).filter((set) => existsSync(new URL(`${set}/cases.json`, root)));

export function casesOf(set: string): readonly TrainingCase[] {
  const text = readFileSync(new URL(`${set}/cases.json`, root), "utf8");
  return readSet(text, new Uint8Array(readFileSync(new URL(`${set}/expected.safetensors`, root))));
}

/** The dialect whose framework printed a set. */
export function dialectOf(set: string): string {
  const [, framework, version, backend] = /^(.+?)-(\d[\d.]*)(?:-(\w+))?$/.exec(set) as unknown as string[];
  return `${framework}@${version}${backend === undefined ? "" : `/${backend}`}`;
}

/** TensorFlow's clip of a norm that is not finite changed with 1.14. */
export const spoils = (dialect: string): boolean => dialect === "tf1@1.15";

/** The optimiser of a document that trains, as its dialect reads it, with the clips and schedule that the user adds. */
export function definitionOf({ model, train }: TrainingCase["document"]): OptimizerDefinition {
  const { dialect } = model as { dialect: string };
  const { optimizer, clip = [], schedule } = train;
  if (dialect.startsWith("torch")) {
    const definition = torchOptimizer(optimizer.class, optimizer.args);
    const clips = clip.map((one: { function: string; args: object }) => torchClip(one.function, { ...one.args }));
    return { ...definition, clip: clips, ...(schedule === undefined ? {} : { schedule: torchSchedule(schedule.class, schedule.args) }) };
  }
  if (dialect.startsWith("tf1")) {
    const clips = clip.map((one: { function: string; args: object }) => tf1Clip(one.function, { ...one.args }, spoils(dialect)));
    const scheduled = schedule === undefined ? {} : tf1Schedule(schedule.function, schedule.args);
    const args = "rate" in scheduled ? { learning_rate: scheduled.rate, ...optimizer.args } : optimizer.args;
    return { ...tf1Optimizer(optimizer.class, args), clip: clips, ...scheduled };
  }
  return kerasOptimizer(resolveDialect(dialect), optimizer);
}
