import { sizeOf } from "../base/index.ts";
import { digits, matrixOf } from "../init/index.ts";
import { contains, intersect, shapeOfBox, showBox } from "../layout/index.ts";
import { type Holding, holdings } from "./holding.ts";
import { type FillStep, isWriting, type OpenStep, type Parameter, type Plan } from "./plan.ts";

/** Says in words what people do not expect of a start, each from the Plan alone. */
export function surprises(plan: Plan): string[] {
  const held = holdings(plan);
  const fills = plan.steps.filter((step): step is FillStep => step.do === "fill");
  return [
    ...stackedOrthogonal(plan, fills),
    ...stackedFans(plan, fills),
    ...runTimeBias(plan),
    ...twoBiases(held),
    ...cutAcrossGates(plan, fills),
    ...sameNumbers(plan),
    ...uncorrectedTruncation(plan, fills),
    ...overwritten(plan),
    ...unfixed(plan),
  ];
}

function gatesInside(parameter: Parameter, step: FillStep): string[] {
  return parameter.blocks.filter(({ gate, box }) => gate !== null && contains(step.box, box)).map(({ gate }) => `${gate}`);
}

/** Groups parameters that share a sentence, so that a stack of layers says it once. */
function together(found: readonly { readonly name: string; readonly says: string }[]): string[] {
  const names = new Map<string, string[]>();
  for (const { name, says } of found) {
    const list = names.get(says) ?? [];
    if (!list.includes(name)) list.push(name);
    names.set(says, list);
  }
  return [...names].map(([says, list]) => `${shorten(list)}: ${says}`);
}

function shorten(names: readonly string[]): string {
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}

function stackedOrthogonal(plan: Plan, fills: readonly FillStep[]): string[] {
  return together(
    fills.flatMap((step) => {
      if (step.call.rule !== "orthogonal") return [];
      const parameter = plan.parameters[step.parameter];
      const gates = gatesInside(parameter, step);
      if (gates.length < 2) return [];
      const [rows, columns] = matrixOf(shapeOfBox(step.box), step.call.stacked);
      const says =
        `orthogonalised as one ${rows}×${columns} matrix, so no gate is orthogonal: ` +
        `the ${gates.length} gate blocks together have orthonormal ${rows < columns ? "rows" : "columns"}, ` +
        `each alone only shrinks (root mean square singular value ${digits(step.call.gain / Math.sqrt(gates.length))})`;
      return [{ name: parameter.name, says }];
    }),
  );
}

function stackedFans(plan: Plan, fills: readonly FillStep[]): string[] {
  return together(
    fills.flatMap(({ call, parameter: index, box }) => {
      if (call.rule !== "variance_scaling" && call.rule !== "xavier") return [];
      if (call.rule === "variance_scaling" && call.mode === "fan_in") return [];
      const parameter = plan.parameters[index];
      const gates = new Set(parameter.blocks.filter((b) => b.gate !== null && contains(box, b.box)).map((b) => b.gate));
      if (gates.size < 2) return [];
      const one = call.fans.out / gates.size;
      const says =
        `the scale is computed on the stacked matrix (fan_out ${call.fans.out} = ${gates.size}·${one}), ` +
        `so each gate starts smaller than a gate of its own would (fan_out ${one})`;
      return [{ name: parameter.name, says }];
    }),
  );
}

function runTimeBias(plan: Plan): string[] {
  return together(
    plan.parameters.flatMap(({ name, runtime }) =>
      runtime === undefined
        ? []
        : [
            {
              name,
              says: `the stored bias of gate ${runtime.gate} is not what acts: ${digits(runtime.adds)} is added at run time and never stored`,
            },
          ],
    ),
  );
}

function twoBiases(held: readonly Holding[]): string[] {
  const forget = new Map<string, { name: string; role: string; value: number | "random" }[]>();
  for (const { parameter, blocks } of held) {
    parameter.blocks.forEach((block, k) => {
      if (block.gate !== "f" || (block.role !== "bx" && block.role !== "bh")) return;
      const step = blocks[k].held.length === 1 ? blocks[k].held[0].step : null;
      if (step?.do !== "fill") return;
      const value = step.call.rule === "constant" && step.call.values.length === 1 ? step.call.values[0] : "random";
      const list = forget.get(block.owner) ?? [];
      list.push({ name: parameter.name, role: block.role, value });
      forget.set(block.owner, list);
    });
  }
  return together(
    [...forget.values()].flatMap((pair) => {
      if (pair.length !== 2) return [];
      const name = `${pair[0].name} + ${pair[1].name}`;
      const [a, b] = pair.map(({ value }) => value);
      if (a === "random" || b === "random") {
        if (a !== "random" || b !== "random") return [];
        return [{ name, says: "both biases are random and add: the forget gate's bias starts around 0, not at 1" }];
      }
      if (a === 0 || b === 0) return [];
      return [{ name, says: `both biases add, so the forget gate starts with ${digits(a)} + ${digits(b)} = ${digits(a + b)}` }];
    }),
  );
}

function cutAcrossGates(plan: Plan, fills: readonly FillStep[]): string[] {
  return fills.flatMap(({ parameter: index, box, text }) => {
    const parameter = plan.parameters[index];
    const cut = parameter.blocks.filter((block) => block.gate !== null && intersect(block.box, box) !== null && !contains(box, block.box));
    if (cut.length === 0) return [];
    const touched = parameter.blocks.filter((block) => block.gate !== null && intersect(block.box, box) !== null);
    const gates = touched.map(({ gate }) => gate).join(", ");
    return [
      `${parameter.name}: ${text.title} on ${showBox(box, parameter.shape)} cuts across gates (it touches ${gates}); ` +
        `the gate blocks are ${parameter.blocks.map((b) => `${b.gate} ${showBox(b.box, parameter.shape)}`).join(", ")}`,
    ];
  });
}

/** Streams opened twice with one fixed seed give the same numbers from their start. */
function sameNumbers(plan: Plan): string[] {
  const bySeed = new Map<string, { algorithm: string; seed: string; into: string[] }>();
  let current = new Map<string, string>();
  for (const step of plan.steps) {
    if (step.do === "open") {
      const key = openKey(step);
      current = new Map(current).set(step.stream, key ?? "");
      if (key !== null && !bySeed.has(key)) {
        bySeed.set(key, { algorithm: step.algorithm, seed: (step.seed ?? []).map(String).join(", "), into: [] });
      }
    } else if (step.do === "fill" && step.stream !== null && step.at === 0) {
      const entry = bySeed.get(current.get(step.stream) ?? "");
      const { name, shape } = plan.parameters[step.parameter];
      if (entry === undefined || sizeOf(shape) === 0) continue;
      entry.into.push(step.box.length === 0 ? name : `${name}${wholeOrBox(step, plan)}`);
    }
  }
  return [...bySeed.values()]
    .filter(({ into }) => into.length > 1)
    .map(({ seed, into }) => `${shorten(into)}: drawn from one stream with one seed (${seed}), so they start with the same numbers`);
}

function wholeOrBox(step: FillStep, plan: Plan): string {
  const { shape } = plan.parameters[step.parameter];
  const text = showBox(step.box, shape);
  return /\d/.test(text) ? text : "";
}

function openKey(step: OpenStep): string | null {
  if (step.seed === null || step.seed.some((value) => typeof value !== "string")) return null;
  return `${step.algorithm}:${step.seed.join(",")}`;
}

function uncorrectedTruncation(plan: Plan, fills: readonly FillStep[]): string[] {
  return together(
    fills.flatMap(({ call, parameter }) =>
      call.rule === "variance_scaling" && call.distribution === "truncated_normal" && call.correction === 1 && call.variant === "core"
        ? [
            {
              name: plan.parameters[parameter].name,
              says: 'this version\'s "normal" is cut at 2 deviations without correcting for it: the true deviation is 0.8796 times the one it is named for',
            },
          ]
        : [],
    ),
  );
}

function overwritten(plan: Plan): string[] {
  const found: { name: string; says: string }[] = [];
  plan.steps.forEach((step, index) => {
    if (step.do !== "fill" || step.draws === 0 || sizeOf(shapeOfBox(step.box)) === 0) return;
    const later = plan.steps
      .slice(index + 1)
      .find((next) => isWriting(next) && next.parameter === step.parameter && contains(next.box, step.box));
    if (later === undefined) return;
    found.push({
      name: plan.parameters[step.parameter].name,
      says: "its first values are drawn and then overwritten; the draws are consumed all the same and move everything after",
    });
  });
  return together(found);
}

function unfixed(plan: Plan): string[] {
  const open = plan.steps.filter((step): step is OpenStep => step.do === "open" && step.seed === null);
  return open.length === 0
    ? []
    : [`no seed fixes ${shorten([...new Set(open.map(({ stream }) => stream))])}: what is drawn from it differs in each run`];
}
