import { type OptimizerName, optimizerNames } from "../document.ts";
import { GatewiseError } from "../index.ts";
import { backend } from "../kernels.ts";
import { realNumber, wholeNumber } from "./numbers.ts";

/** What `gatewise train text` is given, as it is written. */
export interface TextOptions {
  readonly text: string;
  readonly like: string;
  readonly out: string;
  readonly layers?: string;
  readonly hidden?: string;
  readonly embedding?: string;
  readonly batch?: string;
  readonly window?: string;
  readonly seed?: string;
  readonly optimizer?: string;
  readonly rate?: string;
  readonly clip?: string;
  readonly dropout?: string;
  readonly heldOut?: string;
  readonly steps?: string;
  readonly minutes?: string;
  readonly checkpointEvery?: string;
  readonly resume?: boolean;
  readonly curve?: string;
  readonly samples?: boolean;
}

/** What a training is: the same settings and text give the same numbers. A checkpoint holds them. */
export interface TextSettings {
  readonly like: string;
  readonly layers: number;
  readonly hidden: number;
  readonly embedding: number;
  readonly batch: number;
  readonly window: number;
  readonly seed: string;
  readonly optimizer: OptimizerName;
  readonly rate: number;
  readonly clip: number | null;
  readonly dropout: number;
  readonly heldOut: number;
}

/** Sizes that fit into two or three minutes. */
const sizes = { native: { layers: 2, hidden: 256 }, other: { layers: 1, hidden: 128 } };

/** What every setting is where nothing is said. The rate is text's, and not the framework's 0.001. */
function defaults(): Omit<TextSettings, "like"> {
  const { layers, hidden } = backend().name === "native" ? sizes.native : sizes.other;
  return {
    layers,
    hidden,
    embedding: 64,
    batch: 32,
    window: 64,
    seed: "7",
    optimizer: "adam",
    rate: 0.002,
    clip: null,
    dropout: 0,
    heldOut: 0.05,
  };
}

type Given = { -readonly [K in keyof TextSettings]?: TextSettings[K] };

/** Reads the settings that are written. Throws: wrong-type, out-of-range. */
function given(options: TextOptions): Given {
  const read: Given = { like: options.like };
  for (const name of ["layers", "hidden", "embedding", "batch", "window"] as const) {
    const text = options[name];
    if (text !== undefined) read[name] = wholeNumber(`--${name}`, text, 1);
  }
  if (options.seed !== undefined) read.seed = String(options.seed);
  if (options.optimizer !== undefined) read.optimizer = optimizerOf(options.optimizer);
  if (options.rate !== undefined) read.rate = realNumber("--rate", options.rate, { above: 0 });
  if (options.clip !== undefined) read.clip = realNumber("--clip", options.clip, { above: 0 });
  if (options.dropout !== undefined) read.dropout = realNumber("--dropout", options.dropout, { least: 0, below: 1 });
  if (options.heldOut !== undefined) read.heldOut = realNumber("--held-out", options.heldOut, { least: 0, below: 0.9 });
  return read;
}

function optimizerOf(text: string): OptimizerName {
  const name = optimizerNames.find((known) => known === text);
  if (name !== undefined) return name;
  throw new GatewiseError("unknown-option", {
    where: "--optimizer",
    received: text,
    expected: `one of ${optimizerNames.join(", ")}`,
    fix: "choose one of them: --optimizer adam",
  });
}

/** The settings of a new training. Throws: wrong-type, out-of-range; contradiction, where dropout would have no effect. */
export function newSettings(options: TextOptions): TextSettings {
  const settings = { ...defaults(), ...(given(options) as Given & { like: string }) };
  if (settings.dropout === 0 || settings.layers > 1) return settings;
  throw new GatewiseError("contradiction", {
    where: "--dropout",
    received: `${settings.dropout} with one layer${options.layers === undefined ? ", as many as there are without native kernels" : ""}`,
    expected: "two layers or more: it drops between them, and nowhere else",
    fix: "give --layers 2, or leave --dropout out",
  });
}

/** The settings of a training that goes on: the checkpoint's. Throws: contradiction where another is written. */
export function resumedSettings(options: TextOptions, kept: TextSettings, checkpoint: string): TextSettings {
  for (const [name, value] of Object.entries(given(options))) {
    const before = kept[name as keyof TextSettings];
    if (value === before) continue;
    throw new GatewiseError("contradiction", {
      where: `--${name === "heldOut" ? "held-out" : name}`,
      received: `${value}, where ${checkpoint} is of a training with ${before ?? "none"}`,
      expected: `${before ?? "nothing"}`,
      fix: "leave it out to go on, or leave --resume out to begin anew",
    });
  }
  return kept;
}
