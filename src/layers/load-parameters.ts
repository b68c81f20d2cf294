import { checkNamedArray, checkRecord, GatewiseError, matchesPattern, type NamedArray, nearest, show, unknownName } from "../base/index.ts";
import { checkCall } from "./check-layers.ts";
import { checkFits, fillParameter, type Parameter } from "./parameter.ts";
import { wrongKind } from "./wrong-kind.ts";

export interface LoadOptions {
  /** Loads only parameters whose name matches (`*` stands for any characters). Absent: all. */
  readonly only?: string | readonly string[];
  /** Gives a file's name as the model has it, or null to leave it out; or pairs of beginnings: `{ "module.": "" }`. */
  readonly rename?: ((name: string) => string | null) | Readonly<Record<string, string>>;
  /** Refuses where a name is missing or unexpected. Absent: true. */
  readonly strict?: boolean;
}

/** What was loaded and what was not, by the model's names. */
export interface LoadReport {
  readonly loaded: readonly string[];
  /** Parameters that no tensor was there for. */
  readonly missing: readonly string[];
  /** Tensors that no parameter is there for, after renaming. */
  readonly unexpected: readonly string[];
}

/** Loads arrays into parameters by name. Throws: wrong-type, missing-tensor, no-match, name-taken, bad-shape. */
export function loadParameters(
  parameters: readonly Parameter[],
  weights: ReadonlyMap<string, NamedArray> | readonly NamedArray[],
  options: LoadOptions,
): LoadReport {
  const { only, rename, strict } = checkedOptions(options);
  if (!(weights instanceof Map || Array.isArray(weights)))
    throw wrongKind("load, weights", weights, "arrays by name, or a list of them", "give readWeights(name, bytes).arrays");
  const patterns = [only].flat();
  const wanted = (name: string) => patterns.some((pattern) => matchesPattern(pattern, name));
  const arrays = renamed(weights, rename);
  const mine = parameters.filter(({ name }) => wanted(name));
  if (mine.length === 0 && only !== "*") {
    const names = parameters.map(({ name }) => name);
    throw unknownName("no-match", "load, option only", patterns.join(", "), names);
  }
  const names = new Set(mine.map(({ name }) => name));
  const missing = [...names].filter((name) => !arrays.has(name));
  const unexpected = [...arrays.keys()].filter((name) => wanted(name) && !names.has(name));
  if (strict && missing.length > 0) {
    const [first] = missing;
    // What another parameter takes is no candidate.
    const taken = new Set(parameters.map(({ name }) => name));
    const near = nearest(
      first,
      [...arrays.keys()].filter((name) => !taken.has(name)),
    );
    throw new GatewiseError("missing-tensor", {
      where: "load",
      received: `no tensor for ${listed(missing)}${unexpected.length > 0 ? `; unexpected: ${listed(unexpected)}` : ""}`,
      expected: "a tensor for each parameter",
      fix: `${near === undefined ? "" : `rename ${show(near)}, or `}give { strict: false } to leave them as they are`,
    });
  }
  if (strict && unexpected.length > 0) {
    throw new GatewiseError("no-match", {
      where: "load",
      received: `tensors that no parameter is there for: ${listed(unexpected)}`,
      expected: `names among ${listed([...names])}`,
      fix: "give { strict: false } to leave them out, or rename them",
    });
  }
  const pairs = mine.flatMap((parameter): [Parameter, NamedArray][] => {
    const array = arrays.get(parameter.name);
    return array === undefined ? [] : [[parameter, array]];
  });
  for (const [parameter, array] of pairs) checkFits(parameter, array, "load");
  for (const [parameter, array] of pairs) fillParameter(parameter, array);
  return { loaded: pairs.map(([{ name }]) => name), missing, unexpected };
}

/** Holds that options are what they can be. Throws: wrong-type, unknown-option. */
function checkedOptions(options: LoadOptions): Required<Pick<LoadOptions, "only" | "strict">> & Pick<LoadOptions, "rename"> {
  const any = { type: "any", default: undefined } as const;
  checkCall("load", options, { only: any, rename: any, strict: { type: "boolean", default: true } });
  const { only = "*", rename, strict = true } = options;
  if (typeof only !== "string" && !(Array.isArray(only) && only.every((one) => typeof one === "string")))
    throw wrongKind("load, option only", only, "a pattern, or a list of patterns", 'give "encoder.*"');
  if (rename !== undefined && typeof rename !== "function") {
    checkRecord("load, option rename", rename, '{ "module.": "" }, or a function');
    const odd = Object.values(rename).find((one) => typeof one !== "string");
    if (odd !== undefined) throw wrongKind("load, option rename", odd, "beginnings of names", 'give { "module.": "" }');
  }
  return { only, rename, strict } as ReturnType<typeof checkedOptions>;
}

function renamed(weights: ReadonlyMap<string, NamedArray> | readonly NamedArray[], rename: LoadOptions["rename"]): Map<string, NamedArray> {
  for (const array of weights.values()) checkNamedArray("load, weights", array);
  const entries = Array.isArray(weights)
    ? (weights as readonly NamedArray[]).map((array): [string, NamedArray] => [array.name, array])
    : [...(weights as ReadonlyMap<string, NamedArray>)];
  const found = new Map<string, NamedArray>();
  for (const [given, array] of entries) {
    const name = nameOf(given, rename);
    if (name === null) continue;
    if (found.has(name)) {
      throw new GatewiseError("name-taken", {
        where: `load, tensor ${show(given)}`,
        received: `a second tensor that is to be ${show(name)}`,
        expected: "a name of its own for each",
        fix: "look for two names that rename makes one",
      });
    }
    found.set(name, array);
  }
  return found;
}

function nameOf(name: string, rename: LoadOptions["rename"]): string | null {
  if (rename === undefined) return name;
  if (typeof rename === "function") return rename(name);
  const beginning = Object.keys(rename)
    .filter((one) => name.startsWith(one))
    .sort((a, b) => b.length - a.length)[0];
  return beginning === undefined ? name : rename[beginning] + name.slice(beginning.length);
}

function listed(names: readonly string[]): string {
  return names.length > 8 ? `${names.slice(0, 8).join(", ")} and ${names.length - 8} more` : names.join(", ");
}
