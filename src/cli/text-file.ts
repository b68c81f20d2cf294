/** Files of a text model: the saved model and its checkpoint, which tell what they are in their metadata. */
import { buildDocument, type RunnableModel } from "../document.ts";
import { GatewiseError, readWeights, type Weights, writeWeights } from "../index.ts";
import { Vocabulary } from "../train.ts";
import type { CurvePoint } from "./curve.ts";
import { maxWeightsBytes, readFileBounded } from "./files.ts";
import type { TextSettings } from "./text-settings.ts";

/** What a checkpoint remembers for the command line. */
export interface TextRun {
  readonly settings: TextSettings;
  /** SHA-256 of the text. */
  readonly text: string;
  readonly curve: readonly CurvePoint[];
}

/** Where the checkpoint of a model lies. */
export function checkpointOf(out: string): string {
  return out.replace(/(?:\.safetensors)?$/i, ".checkpoint.safetensors");
}

/** Adds metadata to a file that is written already. */
export function withMetadata(bytes: Uint8Array, added: Readonly<Record<string, string>>): Uint8Array {
  const { arrays, metadata } = readWeights("checkpoint.safetensors", bytes);
  return writeWeights("checkpoint.safetensors", arrays.values(), new Map([...metadata, ...Object.entries(added)]));
}

/** Reads a checkpoint. Throws: unreadable, bad-file. */
export async function readCheckpoint(path: string): Promise<{ bytes: Uint8Array; run: TextRun; step: number }> {
  const bytes = await readFileBounded(path, maxWeightsBytes);
  const { metadata } = readWeights("checkpoint.safetensors", bytes);
  const run = parsed(metadata.get("gatewise.run"), path, "a checkpoint of gatewise train text") as Partial<TextRun>;
  if (run.settings === undefined || typeof run.text !== "string" || !Array.isArray(run.curve)) {
    throw wrongFile(path, "metadata without settings", "a checkpoint of gatewise train text");
  }
  const { step } = parsed(metadata.get("gatewise.training"), path, "a checkpoint of gatewise train text");
  if (typeof step !== "number") throw wrongFile(path, "metadata without a step", "a checkpoint of gatewise train text");
  return { bytes, run: run as TextRun, step };
}

/** A model that is read from its file, ready to write. */
export interface SavedText {
  readonly model: RunnableModel;
  readonly vocabulary: Vocabulary;
}

/** Reads a saved text model, or a checkpoint of one. Throws: unreadable, bad-file, missing-tensor, bad-shape. */
export async function readTextModel(path: string): Promise<SavedText> {
  const weights = readWeights(path, await readFileBounded(path, maxWeightsBytes));
  const document = parsed(weights.metadata.get("gatewise.model"), path, wanted);
  const characters = parsed(weights.metadata.get("gatewise.vocabulary"), path, wanted) as unknown;
  if (!Array.isArray(characters) || !characters.every((one) => typeof one === "string")) {
    throw wrongFile(path, "a vocabulary that is no list of characters", wanted);
  }
  return { model: loaded(document, weights), vocabulary: new Vocabulary(characters) };
}

const wanted = "a model that gatewise train text has saved, with its document and vocabulary";

function loaded(document: Readonly<Record<string, unknown>>, { arrays }: Weights): RunnableModel {
  const model = buildDocument(document).runnable();
  model.load([...arrays.values()].filter(({ name }) => !name.startsWith("training/")));
  return model;
}

function parsed(text: string | undefined, path: string, expected: string): Readonly<Record<string, unknown>> {
  if (text === undefined) throw wrongFile(path, "a file whose metadata do not say it", expected);
  try {
    const value = JSON.parse(text) as Readonly<Record<string, unknown>> | null;
    if (value !== null && typeof value === "object") return value;
  } catch {
    // Told below.
  }
  throw wrongFile(path, "metadata that are not JSON", expected);
}

function wrongFile(where: string, received: string, expected: string): GatewiseError {
  return new GatewiseError("bad-file", { where, received, expected, fix: "name the file that --out named" });
}
