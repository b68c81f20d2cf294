import { z } from "zod";
import { GatewiseError, type NamedArray, onlyKeys, show, unknownName } from "../base/index.ts";
import { isModuleName, moduleNames, type ParameterRef, type TorchModule, TorchSession, takesDtype } from "../dialects/torch/index.ts";
import { sequential } from "../layers/index.ts";
import type { Built, DocumentDialect, RunnableModel } from "./built.ts";
import { maxEntries, parseWith } from "./parse.ts";
import { seedNumber } from "./seeds.ts";

const args = z.record(z.string(), z.unknown());

const moduleEntry = z.object({ name: z.string(), class: z.string(), args: args.optional() });

const callEntry = z.object({
  call: z.string(),
  on: z.string(),
  gate: z.string().optional(),
  each_gate: z.boolean().optional(),
  rows: z.tuple([z.int(), z.int()]).optional(),
  args: args.optional(),
});

/** The PyTorch form of the model document. */
export const torchDocument = z.object({
  gatewise: z.literal(1),
  dialect: z.string(),
  seed: z.union([seedNumber, z.object({ manual_seed: seedNumber.nullable() }), z.null()]).optional(),
  modules: z.array(moduleEntry).min(1).max(maxEntries),
  // biome-ignore lint/suspicious/noThenProperty: `then` is the document's word, and the value is never awaited.
  then: z.array(callEntry).max(maxEntries).optional(),
});

type CallEntry = z.output<typeof callEntry>;

export const torchDialect: DocumentDialect = {
  framework: "torch",
  build(document, dialect, { seed, dtype }): Built {
    if ("printed" in document) {
      throw new GatewiseError("not-supported", {
        where: "model document, printed",
        received: "a printed model",
        expected: "modules",
        fix: "list the modules; reading print(model) is not built yet",
      });
    }
    checkKeys(document);
    const parsed = parseWith(torchDocument, document, "model document");
    const [, version = ""] = dialect.split("@");
    const own = parsed.seed !== null && typeof parsed.seed === "object" ? parsed.seed.manual_seed : parsed.seed;
    const session = new TorchSession({ version, seed: (seed === undefined ? own : (seed as string)) ?? null });
    const modules = parsed.modules.map(({ name, class: className, args: given = {} }) => {
      checkName(name);
      return session.construct(className, takesDtype(className) ? withDtype(given, dtype, `module ${name}`) : given, name);
    });
    parsed.then?.forEach((entry, k) => {
      session.callInit(entry.call, targets(session, entry, k), entry.args ?? {}, `then[${k}]`);
    });
    return {
      plan: () => session.plan(),
      explanation: () => session.explanation(),
      tensors: () => session.stateDict(),
      load: (name, values, source) => session.load(name, values, source),
      runnable: () => runnable(session, modules),
    };
  },
};

/** The modules one behind the other, as nn.Sequential has them; of a recurrent one its outputs go on. */
function runnable(session: TorchSession, modules: readonly TorchModule[]): RunnableModel {
  const tensors = session.stateDict();
  return sequential(
    modules.map(({ definition }) => ({
      definition,
      session,
      initialWeights: () => new Map(definition.parameters?.map(({ name }) => [name, tensors.get(name) as NamedArray])),
    })),
  );
}

function checkKeys(document: Readonly<Record<string, unknown>>): void {
  onlyKeys(document, ["gatewise", "dialect", "seed", "modules", "then"], "model document");
  const each = (list: unknown, legal: string[], where: string) => {
    if (!Array.isArray(list)) return;
    list.forEach((entry, k) => {
      if (entry !== null && typeof entry === "object") onlyKeys(entry, legal, `model document, ${where}[${k}]`);
    });
  };
  each(document.modules, ["name", "class", "args"], "modules");
  each(document.then, ["call", "on", "gate", "each_gate", "rows", "args"], "then");
  if (document.seed !== null && typeof document.seed === "object") {
    onlyKeys(document.seed as Record<string, unknown>, ["manual_seed"], "model document, seed");
  }
}

/** The name that a document has to give each module. Throws: bad-document. */
function checkName(name: string): void {
  if (isModuleName(name)) return;
  throw new GatewiseError("bad-document", {
    where: "model document, modules, name",
    received: show(name),
    expected: moduleNames,
    fix: "give each module a name",
  });
}

function targets(session: TorchSession, entry: CallEntry, k: number): ParameterRef[] {
  const where = `then[${k}]`;
  const chosen = [entry.gate !== undefined, entry.each_gate === true, entry.rows !== undefined].filter(Boolean).length;
  if (chosen > 1) {
    throw new GatewiseError("contradiction", {
      where,
      received: "several of gate, each_gate, rows",
      expected: "at most one of them",
      fix: "split it into several calls",
    });
  }
  const matched = session.matching(entry.on);
  if (matched.length === 0) {
    throw unknownName(
      "no-match",
      `${where}, pattern`,
      entry.on,
      session.matching("*").map(({ name }) => name),
    );
  }
  return matched.flatMap((ref) => {
    if (entry.gate !== undefined) return [ref.gate(entry.gate)];
    if (entry.each_gate === true) return ref.eachGate();
    if (entry.rows !== undefined) return [ref.rows(entry.rows[0], entry.rows[1])];
    return [ref];
  });
}

/** The default dtype where a module says none. Throws: contradiction where it says another. */
function withDtype(args: Readonly<Record<string, unknown>>, dtype: string | undefined, where: string): Readonly<Record<string, unknown>> {
  if (dtype === undefined || args.dtype === dtype) return args;
  if (args.dtype === undefined) return { ...args, dtype };
  throw new GatewiseError("contradiction", {
    where: `${where}, argument dtype`,
    received: `${dtype}, where the document says ${show(args.dtype)}`,
    expected: "one dtype",
    fix: "leave --dtype out",
  });
}
