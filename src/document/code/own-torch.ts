import { matchesPattern } from "../../base/index.ts";
import type { Plan } from "../../plan/index.ts";
import { PythonNames, pythonCall, pythonValue, Verbatim } from "./python.ts";

interface TorchDocument {
  readonly seed?: unknown;
  readonly modules: readonly { readonly name: string; readonly class: string; readonly args?: Readonly<Record<string, unknown>> }[];
  readonly then?: readonly {
    readonly call: string;
    readonly on: string;
    readonly gate?: string;
    readonly each_gate?: boolean;
    readonly rows?: readonly [number, number];
    readonly args?: Readonly<Record<string, unknown>>;
  }[];
}

/** The lines of PyTorch that give this start, bit for bit: the modules in order, then every call of nn.init. */
export function ownTorch(document: TorchDocument, plan: Plan, dtype?: string): string[] {
  const seed =
    document.seed !== null && typeof document.seed === "object" ? (document.seed as { manual_seed?: unknown }).manual_seed : document.seed;
  const names = new PythonNames();
  const lines = ["import torch", "from torch import nn", ""];
  if (dtype !== undefined) lines.push(`torch.set_default_dtype(torch.${dtype})`);
  if (seed !== null && seed !== undefined) lines.push(`torch.manual_seed(${String(seed)})`);
  for (const { name, class: className, args = {} } of document.modules) {
    const { dtype, ...rest } = args;
    const typed = dtype === undefined ? rest : { ...rest, dtype: new Verbatim(`torch.${String(dtype)}`) };
    const call = pythonCall(`nn.${className}`, typed, [
      "input_size",
      "hidden_size",
      "in_features",
      "out_features",
      "num_embeddings",
      "embedding_dim",
      "in_channels",
      "out_channels",
      "kernel_size",
      "normalized_shape",
      "num_features",
    ]);
    lines.push(`${names.of(name)} = ${call}`);
  }
  if ((document.then ?? []).length > 0) lines.push("");
  const modules = document.modules.map(({ name }) => name).sort((a, b) => b.length - a.length);
  for (const { call, on, gate, each_gate: eachGate, rows, args = {} } of document.then ?? []) {
    for (const { name, blocks, shape } of plan.parameters) {
      if (!matchesPattern(on, name) || /\.(running_mean|running_var|num_batches_tracked)$/.test(name)) continue;
      const module = modules.find((one) => name.startsWith(`${one}.`)) ?? "";
      const tensor = `${names.of(module)}.${name.slice(module.length + 1)}`;
      const slices: (readonly [number, number] | null)[] =
        gate !== undefined
          ? blocks.filter((block) => block.gate === gate).map(({ box }) => box[0])
          : eachGate === true
            ? blocks.map(({ box }) => box[0])
            : rows !== undefined
              ? [rows]
              : [null];
      for (const slice of slices) {
        const target = slice === null || (slice[0] === 0 && slice[1] === shape[0]) ? tensor : `${tensor}.data[${slice[0]}:${slice[1]}]`;
        const given = Object.entries(args)
          .map(([key, value]) => `, ${key}=${pythonValue(value)}`)
          .join("");
        lines.push(`nn.init.${call}(${target}${given})`);
      }
    }
  }
  return lines;
}
