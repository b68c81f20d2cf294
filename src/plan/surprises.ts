import { sizeOf } from "../base/index.ts";
import { digits, matrixOf } from "../init/index.ts";
import { contains, intersect, type Role, shapeOfBox, showBox } from "../layout/index.ts";
import { Covers } from "./covers.ts";
import { type Holding, holdings } from "./holding.ts";
import { type FillStep, isWriting, type OpenStep, type Parameter, type Plan } from "./plan.ts";

/** Says in words what people do not expect of a start, each from the Plan alone. */
export function surprises(plan: Plan): string[] {
  const held = holdings(plan);
  const fills = plan.steps.filter((step): step is FillStep => step.do === "fill");
  const lasting = new Set(held.flatMap(({ blocks }) => blocks.flatMap((block) => block.held.map(({ step }) => step))));
  const last = fills.filter((step) => lasting.has(step));
  return [
    ...stackedOrthogonal(plan, last),
    ...stackedFans(plan, last),
    ...runTimeBias(plan),
    ...twoBiases(held),
    ...cutAcrossGates(plan, fills),
    ...sameNumbers(plan),
    ...uncorrectedTruncation(plan, last),
    ...overwritten(plan),
    ...unfixed(plan),
  ];
}

/** Groups parameters that share a sentence, so that a stack of layers says it once. */
function together(found: readonly { readonly name: string; readonly says: string }[]): string[] {
  const names = new Map<string, Set<string>>();
  for (const { name, says } of found) names.set(says, (names.get(says) ?? new Set()).add(name));
  return [...names].map(([says, list]) => `${shorten([...list])}: ${says}`);
}

function shorten(names: readonly string[]): string {
  return names.length <= 4 ? names.join(", ") : `${names.slice(0, 3).join(", ")} and ${names.length - 3} more`;
}

function stackedOrthogonal(plan: Plan, fills: readonly FillStep[]): string[] {
  return together(
    fills.flatMap((step) => {
      const parameter = plan.parameters[step.parameter];
      const says = shrunkenGates(parameter, step);
      return says === null ? [] : [{ name: parameter.name, says }];
    }),
  );
}

/**
 * What orthogonalising several blocks as one matrix leaves of each.
 *
 * An R×C matrix has min(R, C) orthonormal columns or rows. A block that spans the whole of the other side keeps them (the gates then
 * split the orthonormal vectors among them); of any other a×b block the expected squared norm is gain²·min(R, C)·ab/RC.
 */
function shrunkenGates(parameter: Parameter, { call, box }: FillStep): string | null {
  if (call.rule !== "orthogonal" && call.rule !== "orthogonal_svd") return null;
  const shape = shapeOfBox(box);
  if (shape.length < 2 || sizeOf(shape) === 0) return null;
  const stacked = call.rule === "orthogonal" ? call.stacked : "leading";
  const [rows, columns] = matrixOf(shape, stacked);
  const blocks = parameter.blocks.filter((block) => sizeOf(shapeOfBox(block.box)) > 0 && contains(box, block.box));
  const roots = new Map<Role, string>();
  for (const block of blocks) {
    const [a, b] = matrixOf(shapeOfBox(block.box), stacked);
    if ((rows >= columns && a === rows) || (rows <= columns && b === columns)) return null;
    const squares = (call.gain ** 2 * Math.min(rows, columns) * a * b) / (rows * columns);
    roots.set(block.role, digits(Math.sqrt(squares / Math.min(a, b))));
  }
  if (roots.size === 0) return null;
  const gates = new Set(blocks.map(({ gate }) => gate));
  const numbers = new Set(roots.values());
  const root = numbers.size === 1 ? [...numbers][0] : [...roots].map(([role, number]) => `${role} ${number}`).join(", ");
  const what = roots.size === 1 ? "gate" : gates.size === 1 ? "part" : "gate's part";
  const many = roots.size === 1 ? `${blocks.length} gate blocks` : `${blocks.length} blocks (${[...roots.keys()].join(" and ")})`;
  const alone =
    Math.abs(call.gain) <= 1 ? `only shrinks (root mean square singular value ${root})` : `has root mean square singular value ${root}`;
  return (
    `orthogonalised as one ${rows}×${columns} matrix, so no ${what} is orthogonal: ` +
    `the ${many} together have orthonormal ${rows < columns ? "rows" : "columns"}, each alone ${alone}`
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

/** Two stored biases add; said where their means do not sum to 1. */
function twoBiases(held: readonly Holding[]): string[] {
  const forget = new Map<string, { name: string; mean: number; random: boolean }[]>();
  for (const { parameter, blocks } of held) {
    parameter.blocks.forEach((block, k) => {
      if (block.gate !== "f" || (block.role !== "bx" && block.role !== "bh")) return;
      const step = blocks[k].held.length === 1 ? blocks[k].held[0].step : null;
      if (step === null || step.do === "given") return;
      const { mean, deviation } = step.statistics;
      const list = forget.get(block.owner) ?? [];
      list.push({ name: parameter.name, mean, random: deviation > 0 });
      forget.set(block.owner, list);
    });
  }
  return together(
    [...forget.values()].flatMap((pair) => {
      if (pair.length !== 2) return [];
      const name = `${pair[0].name} + ${pair[1].name}`;
      const [a, b] = pair;
      // A bias of zeros adds nothing: the other is as if alone.
      if ((!a.random && a.mean === 0) || (!b.random && b.mean === 0)) return [];
      const sum = digits(a.mean + b.mean);
      if (sum === "1") return [];
      if (!a.random && !b.random) {
        return [{ name, says: `both biases add, so the forget gate starts with ${digits(a.mean)} + ${digits(b.mean)} = ${sum}` }];
      }
      const how = a.random && b.random ? "both biases are random and add" : "one bias is random, and both add";
      return [{ name, says: `${how}: the forget gate's bias starts around ${sum}, not at 1` }];
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

/** Streams opened twice with one fixed seed: one rule on one shape gives the same numbers, other rules share the draws. */
function sameNumbers(plan: Plan): string[] {
  const bySeed = new Map<string, { seed: string; into: { name: string; how: string }[] }>();
  const current = new Map<string, string>();
  for (const step of plan.steps) {
    if (step.do === "open") {
      const key = openKey(step);
      current.set(step.stream, key ?? "");
      if (key !== null && !bySeed.has(key)) bySeed.set(key, { seed: (step.seed ?? []).map(String).join(", "), into: [] });
    } else if (step.do === "fill" && step.stream !== null && step.at === 0) {
      const entry = bySeed.get(current.get(step.stream) ?? "");
      const { name, shape, dtype } = plan.parameters[step.parameter];
      if (entry === undefined || sizeOf(shape) === 0) continue;
      const full = step.box.length === 0 ? name : `${name}${wholeOrBox(step, plan)}`;
      entry.into.push({ name: full, how: JSON.stringify([step.call, dtype, shapeOfBox(step.box)]) });
    }
  }
  return [...bySeed.values()].flatMap(({ seed, into }) => {
    const alike = new Map<string, string[]>();
    for (const { name, how } of into) {
      const names = alike.get(how) ?? [];
      names.push(name);
      alike.set(how, names);
    }
    const drawn = `drawn from one stream with one seed (${seed})`;
    const same = [...alike.values()]
      .filter((names) => names.length > 1)
      .map((names) => `${shorten(names)}: ${drawn}, so they start with the same numbers`);
    if (alike.size < 2) return same;
    const names = shorten(into.map(({ name }) => name));
    return [...same, `${names}: ${drawn} by rules or shapes that differ: they share the underlying draws, so they are not independent`];
  });
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
  const later = plan.parameters.map(() => new Covers());
  for (const step of [...plan.steps].reverse()) {
    if (!isWriting(step)) continue;
    const covered = later[step.parameter].contain(step.box);
    later[step.parameter].add(step.box);
    if (!covered || step.do !== "fill" || step.draws === 0 || sizeOf(shapeOfBox(step.box)) === 0) continue;
    found.push({
      name: plan.parameters[step.parameter].name,
      says: "its first values are drawn and then overwritten; the draws are consumed all the same and move everything after",
    });
  }
  return together(found.reverse());
}

function unfixed(plan: Plan): string[] {
  const open = plan.steps.filter((step): step is OpenStep => step.do === "open" && step.seed === null);
  return open.length === 0
    ? []
    : [`no seed fixes ${shorten([...new Set(open.map(({ stream }) => stream))])}: what is drawn from it differs in each run`];
}
