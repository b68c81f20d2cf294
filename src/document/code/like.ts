import { GatewiseError } from "../../base/index.ts";
import { contains, isBias, type Role } from "../../layout/index.ts";
import { type FillStep, holdings, type Plan } from "../../plan/index.ts";

/** What one gate of one canonical part starts with, as a distribution that every framework can write. */
export type Drawn =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "uniform"; readonly low: number; readonly high: number }
  | { readonly kind: "normal"; readonly mean: number; readonly stddev: number }
  | { readonly kind: "truncated"; readonly mean: number; readonly stddev: number; readonly low: number; readonly high: number }
  /** Orthonormal over all blocks of one step together: `step` tells which belong together. */
  | { readonly kind: "orthogonal"; readonly gain: number; readonly step: FillStep }
  | { readonly kind: "identity"; readonly gain: number };

export interface LikeDirection {
  readonly name: string;
  /** By role and gate: `Wx i`. */
  readonly drawn: ReadonlyMap<string, Drawn>;
  readonly gates: readonly (string | null)[];
}

export interface LikeLayer {
  readonly kind: string;
  readonly ordinal: number;
  readonly directions: readonly LikeDirection[];
  readonly sizes: { readonly input: number; readonly output: number; readonly recurrent: number | null };
  readonly reset: "before" | "after" | null;
  readonly hasBias: boolean;
}

/** Reads a Plan as layers whose gates each start with one distribution. Throws: cannot-express. */
export function likeLayers(plan: Plan): LikeLayer[] {
  const layers = new Map<
    string,
    {
      kind: string;
      ordinal: number;
      directions: Map<string, { drawn: Map<string, Drawn>; gates: (string | null)[]; facts: Facts }>;
    }
  >();
  for (const { parameter, blocks } of holdings(plan)) {
    parameter.blocks.forEach((block, k) => {
      const match = /^([a-z0-9_]+)#(\d+)(?:\.(forward|backward))?$/.exec(block.owner);
      if (match === null) throw cannot(parameter.name, "a tensor that is no layer's weight");
      const [, kind, ordinal, direction = ""] = match;
      const key = `${kind}#${ordinal}`;
      const layer = layers.get(key) ?? {
        kind,
        ordinal: Number(ordinal),
        directions: new Map(),
      };
      layers.set(key, layer);
      const own = layer.directions.get(direction) ?? {
        drawn: new Map(),
        gates: [],
        facts: { input: 0, output: 0, recurrent: null, reset: null, hasBias: false },
      };
      layer.directions.set(direction, own);
      const { facts } = own;
      const { held } = blocks[k];
      const step = held[0]?.step;
      if (held.length !== 1 || step?.do !== "fill") throw cannot(parameter.name, "values that no one rule gives");
      const [rows, columns = 1] = block.transposed
        ? [block.box[1][1] - block.box[1][0], block.box[0][1] - block.box[0][0]]
        : block.box.map(([from, to]) => to - from);
      if (block.role === "Wx" || block.role === "W") [facts.input, facts.output] = [columns, rows];
      if (block.role === "Wh") facts.recurrent = columns;
      if ((block.role === "Wx" || block.role === "Wh") && !own.gates.includes(block.gate)) own.gates.push(block.gate);
      if (isBias(block.role)) facts.hasBias = true;
      facts.reset = parameter.text?.reset ?? facts.reset;
      let drawn = drawnBy(step, parameter.name);
      if (parameter.runtime?.gate === block.gate) drawn = addConstant(drawn, parameter.runtime.adds, parameter.name);
      const name = `${isBias(block.role) && block.role !== "bh" ? "bias" : block.role} ${block.gate ?? ""}`;
      if (block.role === "bh" && facts.reset !== "after")
        own.drawn.set(`bias ${block.gate ?? ""}`, addDrawn(own.drawn.get(`bias ${block.gate ?? ""}`), drawn, parameter.name));
      else own.drawn.set(block.role === "bh" ? `bh ${block.gate ?? ""}` : name, drawn);
    });
  }
  return [...layers.values()].map(({ kind, ordinal, directions }) => {
    const { input, output, recurrent, reset, hasBias } = alikeFacts(`${kind}#${ordinal}`, directions);
    return {
      kind,
      ordinal,
      reset,
      hasBias,
      directions: [...directions].map(([name, { drawn, gates }]) => ({ name, drawn, gates })),
      sizes: { input, output, recurrent },
    };
  });
}

/** What the directions of a layer must have alike for one line to make them. */
interface Facts {
  input: number;
  output: number;
  recurrent: number | null;
  reset: "before" | "after" | null;
  hasBias: boolean;
}

function alikeFacts(where: string, directions: ReadonlyMap<string, { readonly facts: Facts }>): Facts {
  const [[name, { facts }], second] = directions;
  const fix = "give Bidirectional a backward_layer like its layer, or write the two by hand";
  if (name === "backward" && second === undefined)
    throw cannot(
      where,
      "a backward direction alone: its forward one is a cell of another kind, or a stack of another depth",
      "two directions of one kind",
      fix,
    );
  if (second === undefined) return facts;
  const other = second[1].facts;
  const differing = (Object.keys(facts) as (keyof Facts)[]).filter((fact) => facts[fact] !== other[fact]);
  if (differing.length === 0) return facts;
  const words = { input: "inputs", output: "units", recurrent: "outputs", reset: "reset", hasBias: "bias" };
  const shown = (one: Facts) => differing.map((fact) => `${words[fact]} ${one[fact]}`).join(", ");
  throw cannot(
    where,
    `${name} with ${shown(facts)}; ${second[0]} with ${shown(other)}`,
    "two directions that are alike but for their numbers",
    fix,
  );
}

/** The rule's distribution, by its own statistics: exact for all that draw element by element. */
function drawnBy(step: FillStep, name: string): Drawn {
  const { call, statistics } = step;
  const { mean, deviation: stddev, low, high } = statistics;
  switch (call.rule) {
    case "constant":
      if (call.values.length !== 1) throw cannot(name, "several constants in one tensor");
      return { kind: "constant", value: call.values[0] };
    case "identity":
      return { kind: "identity", gain: call.gain };
    case "orthogonal":
    case "orthogonal_svd":
      return { kind: "orthogonal", gain: call.gain, step };
    case "uniform":
    case "uniform_reciprocal_root":
    case "uniform_unit_scaling":
      return { kind: "uniform", low, high };
    case "normal":
      return { kind: "normal", mean, stddev };
    case "truncated_normal":
      return { kind: "truncated", mean: call.mean, stddev: call.stddev, low, high };
    case "variance_scaling":
    case "xavier":
    case "kaiming":
      if (call.distribution === "uniform") return { kind: "uniform", low, high };
      if (call.distribution === "normal") return { kind: "normal", mean, stddev };
      // Cut at two deviations, as variance scaling is in every framework.
      return { kind: "truncated", mean: 0, stddev: high / 2, low, high };
    case "log_uniform":
    case "logit_uniform":
      throw cannot(name, `the rule ${call.rule}`);
  }
}

function addConstant(drawn: Drawn, value: number, name: string): Drawn {
  return addDrawn(drawn, { kind: "constant", value }, name);
}

/** The sum of two biases, where one is a constant. */
function addDrawn(a: Drawn | undefined, b: Drawn, name: string): Drawn {
  if (a === undefined) return b;
  const [fixed, other] = a.kind === "constant" ? [a, b] : [b, a];
  if (fixed.kind !== "constant") {
    throw new GatewiseError("cannot-express", {
      where: name,
      received: "two random biases that add",
      expected: "one distribution",
      fix: "their sum has no initialiser of its own; set one of the two to zero",
    });
  }
  if (other.kind === "constant") return { kind: "constant", value: fixed.value + other.value };
  if (other.kind === "uniform") return { ...other, low: other.low + fixed.value, high: other.high + fixed.value };
  if (other.kind === "normal") return { ...other, mean: other.mean + fixed.value };
  if (other.kind === "truncated")
    return { ...other, mean: other.mean + fixed.value, low: other.low + fixed.value, high: other.high + fixed.value };
  throw cannot(name, "a matrix as a bias");
}

export function cannot(
  where: string,
  received: string,
  expected = "a start that lines of this framework can say",
  fix = "use init --as to carry the numbers instead",
): GatewiseError {
  return new GatewiseError("cannot-express", { where, received, expected, fix });
}

export function sameDrawn(a: Drawn, b: Drawn): boolean {
  if (a.kind === "orthogonal" || b.kind === "orthogonal")
    return a.kind === b.kind && (a as { step: FillStep }).step === (b as { step: FillStep }).step;
  return JSON.stringify(a) === JSON.stringify(b);
}

/** Whether an orthogonal step covers exactly the blocks of one part: all its gates, or the one gate. */
export function coversPart(plan: Plan, step: FillStep, role: Role): "all gates" | "one gate" | "more" {
  const { blocks } = plan.parameters[step.parameter];
  const inside = blocks.filter(({ box }) => contains(step.box, box));
  if (inside.some((block) => block.role !== role)) return "more";
  return inside.length === blocks.filter((block) => block.role === role).length && inside.length > 1 ? "all gates" : "one gate";
}
