import { showShape } from "../base/index.ts";
import { digits, type Statistics } from "../init/index.ts";
import type { ExplainedParameter, ExplainedRow, Explanation } from "./explain.ts";
import type { Step } from "./plan.ts";

/** Prints an explanation as text for a terminal, `width` columns wide. */
export function printExplanation(explanation: Explanation, width = 100): string {
  const lines: string[] = [];
  const section = (title: string) => lines.push("", title, "─".repeat(Math.min(width, 100)));
  lines.push(`${explanation.dialect}   plan ${explanation.digest}`);

  section("Streams");
  lines.push(...printStreams(explanation.streams, width));

  const moves = explanation.steps.filter((step) => step.do === "draw" || step.do === "count");
  if (moves.length > 0) {
    section("Steps that give no tensor");
    lines.push(...printMoves(moves, width));
  }

  section("Parameters");
  for (const parameter of explanation.parameters) lines.push(...printParameter(parameter, width));

  if (explanation.equations !== undefined && explanation.equations.length > 0) {
    section("Equations");
    for (const { cells, lines: equation } of explanation.equations) {
      lines.push("", ...wrap(cells.join(", "), width, 4, 2));
      for (const line of equation) lines.push(...wrap(line, width, 8, 4));
    }
  }

  if (explanation.surprises.length > 0) {
    section("What may surprise");
    for (const surprise of explanation.surprises) lines.push(...wrap(`• ${surprise}`, width, 4, 2));
  }
  if (explanation.notes.length > 0) {
    section("Notes");
    for (const note of explanation.notes) lines.push(...wrap(`• ${note}`, width, 4, 2));
  }
  if (explanation.changes.length > 0) {
    section("What would change it");
    for (const change of explanation.changes) lines.push(...wrap(`• ${change}`, width, 4, 2));
  }
  return `${lines.join("\n")}\n`;
}

/** Streams by engine: what it is once, then each stream with its seed. */
function printStreams(streams: Explanation["streams"], width: number): string[] {
  if (streams.length === 0) return ["  none: nothing is drawn"];
  const lines: string[] = [];
  for (const algorithm of new Set(streams.map((stream) => stream.algorithm))) {
    const own = streams.filter((stream) => stream.algorithm === algorithm);
    lines.push(...wrap(`${algorithm}: ${own[0].description}`, width, 4, 2));
    for (const why of new Set(own.map((stream) => stream.why))) {
      if (why !== "") lines.push(...wrap(`(${why})`, width, 6, 4));
      const said = own
        .filter((stream) => stream.why === why)
        .map(({ name, seed }) => `${seed === null ? "no seed" : `seed ${seed}`}   ${name}`);
      for (const line of new Set(said)) lines.push(...wrap(line, width, 8, 6));
    }
  }
  return lines;
}

function printMoves(moves: readonly Step[], width: number): string[] {
  return moves.flatMap((step) => {
    if (step.do === "draw") {
      const at = step.at === null ? "" : ` at ${step.at}`;
      const result = step.text.result === undefined ? `drawn ${step.id}` : `drawn ${step.id} = ${step.text.result}`;
      return wrap(`${result}: an integer of [${step.low}, ${step.high}) from ${step.stream}${at}: ${step.text.why}`, width, 6, 2);
    }
    if (step.do === "count") return wrap(`${step.counter}: ${step.at} → ${step.at + step.by}: ${step.text.why}`, width, 6, 2);
    return [];
  });
}

function printParameter(parameter: ExplainedParameter, width: number): string[] {
  const lines = ["", `  ${parameter.name}   ${parameter.dtype} ${showShape(parameter.shape)}   ${parameter.parts.join(" + ")}`];
  for (const row of parameter.rows) lines.push(...printRow(row, width));
  if (parameter.runtime !== undefined) {
    lines.push(`    at run time ${digits(parameter.runtime.adds)} is added to gate ${parameter.runtime.gate}`);
  }
  return lines;
}

function printRow(row: ExplainedRow, width: number): string[] {
  const gates = row.gates.length > 0 ? `gates ${row.gates.join(" ")}${row.steps > 1 ? " each" : ""}` : "all";
  const where = row.gates.length > 1 || row.where.replace(/[[\]:, ]/g, "") === "" ? "" : ` ${row.where}`;
  const lines = wrap(`${gates}${where}:  ${row.title}   ${row.formula}`, width, 8, 4);
  if (row.fans !== "") lines.push(...wrap(`fans: ${row.fans}`, width, 10, 8));
  if (row.stream !== null) {
    const at = row.at === null ? "position depends on the numbers before" : `from position ${row.at}`;
    lines.push(...wrap(`drawn from ${row.stream}, ${at}, consumes ${row.steps > 1 ? `${row.steps} × ` : ""}${row.draws}`, width, 10, 8));
  }
  if (row.statistics !== null) lines.push(`        expected: ${printStatistics(row.statistics)}`);
  for (const { choice, value, from } of row.origins) lines.push(...wrap(`${choice} = ${value}   (${from})`, width, 10, 8));
  lines.push(`        grade ${row.grade}${row.bound === undefined ? "" : `: ${row.bound}`}`);
  return lines;
}

export function printStatistics({ mean, deviation, low, high }: Statistics): string {
  if (deviation === 0) return `all ${digits(mean)}`;
  const range = Number.isFinite(low) ? `range ${digits(low)} … ${digits(high)}` : "unbounded";
  return `mean ${digits(mean)}, deviation ${digits(deviation)}, ${range}`;
}

/** Breaks at spaces: the first line indented by `first`, the others by `rest`. */
export function wrap(text: string, width: number, rest: number, first = rest): string[] {
  const lines: string[] = [];
  let line = " ".repeat(first);
  let empty = true;
  for (const word of text.split(" ")) {
    if (!empty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = " ".repeat(rest);
      empty = true;
    }
    line += empty ? word : ` ${word}`;
    empty = false;
  }
  lines.push(line);
  return lines;
}
