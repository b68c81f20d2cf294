/** A folder of a test's own, with files in it; it goes away after the test. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { gatewiseCommand, type Outcome } from "./command.ts";

export interface Folder {
  readonly path: string;
  /** Runs the command there. */
  run(...line: string[]): Outcome;
  /** Runs the command there, which must succeed and say nothing on the error stream; gives what it prints. */
  succeed(...line: string[]): string;
}

export function folderOf(files: Readonly<Record<string, string | object | Uint8Array>>): Folder {
  const path = mkdtempSync(join(tmpdir(), "gatewise-cli-"));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    const plain = typeof content === "string" || content instanceof Uint8Array;
    writeFileSync(join(path, name), plain ? content : JSON.stringify(content));
  }
  const run = (...line: string[]) => gatewiseCommand(line, { cwd: path });
  return {
    path,
    run,
    succeed(...line) {
      const { status, stdout, stderr } = run(...line);
      if (status !== 0 || stderr !== "") throw new Error(`gatewise ${line.join(" ")}: exit status ${status}\n${stdout}${stderr}`);
      return stdout;
    },
  };
}

/** Models for these tests, small and in several words. */
export const models = {
  torch: {
    gatewise: 1,
    dialect: "torch@2.13",
    seed: { manual_seed: 7 },
    modules: [
      { name: "encoder", class: "LSTM", args: { input_size: 3, hidden_size: 4 } },
      { name: "head", class: "Linear", args: { in_features: 4, out_features: 2 } },
    ],
  },
  keras: {
    gatewise: 1,
    dialect: "keras@3.15/jax",
    seed: 7,
    input_shape: [null, 5, 3],
    layers: [{ class_name: "LSTM", config: { units: 4 } }],
  },
  /** What model.to_json() of Keras 3 writes: no version in it. */
  bare: {
    class_name: "Sequential",
    config: {
      layers: [
        { class_name: "InputLayer", config: { batch_shape: [null, 5, 3], name: "in" } },
        { class_name: "LSTM", config: { units: 4, name: "lstm" } },
      ],
    },
  },
  unseeded: { gatewise: 1, dialect: "torch@2.13", modules: [{ name: "net", class: "RNN", args: { input_size: 3, hidden_size: 4 } }] },
};
