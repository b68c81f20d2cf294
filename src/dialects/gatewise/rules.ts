import { type ArgumentTable, checkArguments, GatewiseError, show, unknownName } from "../../base/index.ts";
import { type Fans, ones, type RuleCall, zeros } from "../../init/index.ts";

interface NamedRule {
  readonly arguments: ArgumentTable;
  call(values: Readonly<Record<string, unknown>>, shape: readonly number[], where: string): RuleCall;
}

const gain = { type: "number", default: 1 } as const;

/** The correction of a normal cut at two deviations. */
const truncation = 0.8796256610342398;

/** The rules of our own dialect. A block is [outputs, inputs]: fan_in = inputs, fan_out = outputs, of the one gate. */
const rules: { readonly [name: string]: NamedRule } = {
  zeros: { arguments: {}, call: () => zeros },
  ones: { arguments: {}, call: () => ones },
  constant: { arguments: { value: { type: "number" } }, call: ({ value }) => ({ rule: "constant", values: [value as number] }) },
  uniform: {
    arguments: { low: { type: "number" }, high: { type: "number" } },
    call({ low, high }, _shape, where) {
      if ((low as number) > (high as number))
        throw new GatewiseError("out-of-range", {
          where,
          received: `low ${show(low)}, high ${show(high)}`,
          expected: "low below high",
          fix: "exchange them",
        });
      return { rule: "uniform", low: low as number, high: high as number };
    },
  },
  normal: {
    arguments: { mean: { type: "number", default: 0 }, stddev: { type: "number", min: 0 } },
    call: ({ mean, stddev }) => ({ rule: "normal", mean: mean as number, stddev: stddev as number }),
  },
  truncated_normal: {
    arguments: { mean: { type: "number", default: 0 }, stddev: { type: "number", min: 0 } },
    call: ({ mean, stddev }) => ({ rule: "truncated_normal", mean: mean as number, stddev: stddev as number }),
  },
  glorot_uniform: scaled(1, "fan_avg", "uniform"),
  glorot_normal: scaled(1, "fan_avg", "truncated_normal"),
  he_uniform: scaled(2, "fan_in", "uniform"),
  he_normal: scaled(2, "fan_in", "truncated_normal"),
  lecun_uniform: scaled(1, "fan_in", "uniform"),
  lecun_normal: scaled(1, "fan_in", "truncated_normal"),
  orthogonal: {
    arguments: { gain },
    call(values, shape, where) {
      if (shape.length !== 2) throw notMatrix(where, "orthogonal");
      return { rule: "orthogonal", gain: values.gain as number, stacked: "leading", drawn: "tall" };
    },
  },
  identity: {
    arguments: { gain },
    call(values, shape, where) {
      if (shape.length !== 2) throw notMatrix(where, "identity");
      return { rule: "identity", gain: values.gain as number };
    },
  },
};

export const ruleNames = Object.keys(rules);

function scaled(scale: number, mode: "fan_in" | "fan_avg", distribution: "uniform" | "truncated_normal"): NamedRule {
  return {
    arguments: { gain },
    call: (values, shape) => ({
      rule: "variance_scaling",
      scale: scale * (values.gain as number) ** 2,
      mode,
      distribution,
      fans: fansOf(shape),
      correction: truncation,
      variant: "core",
    }),
  };
}

/** Of one gate's block; a vector counts as a matrix with one input. */
function fansOf(shape: readonly number[]): Fans {
  return shape.length === 2 ? { in: shape[1], out: shape[0] } : { in: 1, out: shape[0] };
}

/** Resolves `"orthogonal"` or `{ "orthogonal": { "gain": 1.1 } }` for a block of a shape. Throws: unknown-rule with the nearest. */
export function resolveRule(
  value: unknown,
  shape: readonly number[],
  where: string,
): { readonly call: RuleCall; readonly shown: string; readonly fans: string } {
  const entries =
    typeof value === "string" ? [[value, {}] as const] : value !== null && typeof value === "object" ? Object.entries(value) : [];
  if (entries.length !== 1)
    throw new GatewiseError("wrong-type", {
      where,
      received: show(value),
      expected: "a rule's name, or { name: arguments }",
      fix: 'such as "orthogonal"',
    });
  const [name, given] = entries[0] as readonly [string, Record<string, unknown>];
  if (!Object.hasOwn(rules, name)) throw unknownName("unknown-rule", where, name, ruleNames);
  const { values, given: seen } = checkArguments(`${where}, ${name}`, rules[name].arguments, given ?? {});
  const call = rules[name].call(values, shape, where);
  const shown = `${name}(${[...seen].map((key) => `${key}=${show(values[key])}`).join(", ")})`;
  const fans =
    call.rule === "variance_scaling" ? `of the one block [${shape.join(", ")}]: fan_in = ${call.fans.in}, fan_out = ${call.fans.out}` : "";
  return { call, shown, fans };
}

function notMatrix(where: string, name: string): GatewiseError {
  return new GatewiseError("bad-shape", {
    where,
    received: `${name} for a vector`,
    expected: "a matrix",
    fix: "choose another rule for a bias",
  });
}
