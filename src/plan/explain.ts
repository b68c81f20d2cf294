import type { Statistics } from "../init/index.ts";
import { partsOf, showBox } from "../layout/index.ts";
import type { Draws, StreamTable } from "../random/index.ts";
import { digestOf } from "./digest.ts";
import { drawnSeeds } from "./drawn-seeds.ts";
import { type Held, holdings } from "./holding.ts";
import type { FillStep, Origin, Plan, SeedValue, Step, WritingStep } from "./plan.ts";
import { surprises } from "./surprises.ts";

/** How same a number is to the framework's, as computed from goldens. */
export type Grade = "A" | "B" | "C" | "D" | "own" | "unchecked";

/** Looks up the grade of what a step writes. */
export type Grader = (plan: Plan, step: WritingStep) => { readonly grade: Grade; readonly bound?: string };

export interface Explanation {
  readonly dialect: string;
  readonly digest: string;
  readonly streams: readonly ExplainedStream[];
  readonly parameters: readonly ExplainedParameter[];
  /** What recurrent cells compute; absent where nobody said. */
  readonly equations?: readonly ExplainedEquation[];
  readonly steps: readonly Step[];
  readonly surprises: readonly string[];
  readonly notes: readonly string[];
  /** What would change the start, each once. */
  readonly changes: readonly string[];
}

/** The lines of one equation, and the owners of the blocks of the cells that have it. */
export interface ExplainedEquation {
  readonly cells: readonly string[];
  readonly lines: readonly string[];
}

export interface ExplainedStream {
  readonly name: string;
  readonly algorithm: string;
  readonly unit: string;
  readonly description: string;
  /** Null where no seed fixes it; `drawn k` refers to a draw step whose result depends on tensors before it. */
  readonly seed: string | null;
  readonly why: string;
}

export interface ExplainedParameter {
  readonly name: string;
  readonly shape: readonly number[];
  readonly dtype: string;
  readonly parts: readonly string[];
  readonly runtime?: { readonly gate: string; readonly adds: number };
  readonly rows: readonly ExplainedRow[];
}

/** What holds in the end for one or several neighbouring gate blocks. */
export interface ExplainedRow {
  readonly gates: readonly string[];
  /** How many steps of one kind the row stands for: one for each gate where there are several. */
  readonly steps: number;
  readonly where: string;
  readonly title: string;
  readonly formula: string;
  readonly fans: string;
  readonly stream: string | null;
  readonly at: number | null;
  readonly draws: Draws;
  readonly statistics: Statistics | null;
  readonly origins: readonly Origin[];
  readonly grade: Grade;
  readonly bound?: string;
}

/** Explains a Plan without filling a tensor. */
export function explain(plan: Plan, { grader, streams }: { readonly grader: Grader; readonly streams: StreamTable }): Explanation {
  const parameters = holdings(plan).map(({ parameter, blocks }) => {
    const rows: { gates: string[]; held: Held; last: Held; where: string; steps: number }[] = [];
    for (const { gate, held } of blocks) {
      for (const piece of held) {
        const where = showBox(piece.box, parameter.shape);
        const previous = rows.at(-1);
        if (held.length === 1 && previous !== undefined && gate !== null && previous.gates.length > 0 && alike(previous.last, piece)) {
          if (!previous.gates.includes(gate)) previous.gates.push(gate);
          if (previous.last.index !== piece.index) previous.steps++;
          previous.last = piece;
        } else {
          rows.push({ gates: gate === null ? [] : [gate], held: piece, last: piece, where, steps: 1 });
        }
      }
    }
    return {
      name: parameter.name,
      shape: parameter.shape,
      dtype: parameter.dtype,
      parts: partsOf(parameter.blocks),
      ...(parameter.runtime === undefined ? {} : { runtime: parameter.runtime }),
      rows: rows.map(({ gates, held, where, steps }) => ({ ...explainRow(plan, gates, where, held, grader), steps })),
    };
  });
  const seeds = drawnSeeds(plan, streams);
  const origins = parameters.flatMap(({ rows }) => rows.flatMap((row) => row.origins));
  return {
    dialect: plan.dialect,
    digest: digestOf(plan),
    streams: explainStreams(plan, streams, seeds),
    parameters,
    steps: plan.steps.map((step) => {
      const result = step.do === "draw" ? seeds.get(step.id) : undefined;
      return step.do !== "draw" || result === undefined ? step : { ...step, text: { ...step.text, result: String(result) } };
    }),
    surprises: surprises(plan),
    notes: plan.text.notes,
    changes: [...new Set(origins.map(({ change }) => change).filter((change) => change !== ""))],
  };
}

/** Whether two pieces come from one step, or from steps that do the same to their own blocks. */
function alike(a: Held, b: Held): boolean {
  if (a.index === b.index) return true;
  if (a.step?.do !== "fill" || b.step?.do !== "fill") return false;
  const said = ({ call, text, stream, draws }: FillStep) => JSON.stringify([call, text, stream, draws]);
  return said(a.step) === said(b.step);
}

function explainRow(plan: Plan, gates: readonly string[], where: string, held: Held, grader: Grader): Omit<ExplainedRow, "steps"> {
  const { step } = held;
  const common = { gates: [...new Set(gates)], where };
  if (step === null) {
    return {
      ...common,
      title: "not initialised",
      formula: "0",
      fans: "",
      stream: null,
      at: null,
      draws: 0,
      statistics: null,
      origins: [],
      grade: "unchecked",
    };
  }
  const graded = grader(plan, step);
  if (step.do === "given") {
    return {
      ...common,
      title: "given",
      formula: `values of ${step.text.source}, SHA-256 ${step.digest.slice(0, 16)}…`,
      fans: "",
      stream: null,
      at: null,
      draws: 0,
      statistics: null,
      origins: [],
      ...graded,
    };
  }
  const drawn = step.do === "fill" ? { stream: step.stream, at: step.at, draws: step.draws } : { stream: null, at: null, draws: 0 };
  const { title, formula, fans, origins } = step.text;
  return { ...common, title, formula, fans, ...drawn, statistics: step.statistics, origins, ...graded };
}

function explainStreams(plan: Plan, streams: StreamTable, seeds: ReadonlyMap<number, bigint>): ExplainedStream[] {
  return plan.steps.flatMap((step) => {
    if (step.do !== "open") return [];
    const { unit, description } = streams[step.algorithm] ?? { unit: "", description: "" };
    const shown = (value: SeedValue) => (typeof value === "string" ? value : String(seeds.get(value.drawn) ?? `drawn ${value.drawn}`));
    const seed = step.seed?.map(shown).join(", ") ?? null;
    return [{ name: step.stream, algorithm: step.algorithm, unit, description, seed, why: step.text.why }];
  });
}
