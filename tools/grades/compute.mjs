/**
 * Computes the table of grades from the committed goldens: `node tools/grades/compute.mjs` writes
 * src/dialects/<framework>/grades.gen.ts and docs/grades.md; `--check` fails where they differ from what stands there.
 *
 * A: every golden tensor has the framework's bits. B: within a stated bound. own: our dialect, against an independent program.
 */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { judge } from "../golden/judge.mjs";
import { readSet } from "../golden/read-set.mjs";
import { judging, withSource } from "../source.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const check = process.argv.includes("--check");

const table = await withSource(async (load) => {
  const { buildDocument, lib } = await judging(load);
  /** @type {Map<string, Map<string, { goldens: number, equal: boolean, difference: number, text: string | null }>>} */
  const cells = new Map();
  for (const set of readdirSync(`${root}/goldens`).sort()) {
    let text;
    try {
      text = readFileSync(`${root}/goldens/${set}/cases.json`, "utf8");
    } catch {
      continue;
    }
    for (const { name, document, tensors } of readSet(text, new Uint8Array(readFileSync(`${root}/goldens/${set}/expected.safetensors`)))) {
      const built = buildDocument(document);
      const { faults, pieces } = judge(lib, built.plan(), built.tensors(), tensors);
      if (faults.length > 0) throw new Error(`${set}, ${name}: ${faults.join("; ")}`);
      for (const { dialect, key, equal, difference, bound } of pieces) {
        const row = cells.get(dialect) ?? new Map();
        cells.set(dialect, row);
        const cell = row.get(key) ?? { goldens: 0, equal: true, difference: 0, text: null };
        row.set(key, {
          goldens: cell.goldens + 1,
          equal: cell.equal && equal,
          difference: Math.max(cell.difference, difference),
          text: bound?.text ?? cell.text,
        });
      }
    }
  }
  return cells;
});

const frameworks = { torch: ["torch@"], keras: ["keras@", "tf.keras@", "tf_keras@"], tf1: ["tf1@"], gatewise: ["gatewise@"] };
let stale = 0;
for (const [folder, prefixes] of Object.entries(frameworks)) {
  const rows = [...table].filter(([dialect]) => prefixes.some((prefix) => dialect.startsWith(prefix))).sort();
  const body = rows.map(
    ([dialect, row]) =>
      `  ${JSON.stringify(dialect)}: {\n${[...row]
        .sort()
        .map(([key, cell]) => `    ${JSON.stringify(key)}: ${written(folder, cell)},\n`)
        .join("")}  },\n`,
  );
  write(
    `src/dialects/${folder}/grades.gen.ts`,
    `// Computed from goldens by \`npm run grades\`. Do not edit.\nimport type { GradeTable } from "../../plan/index.ts";\n\nexport const grades: GradeTable = {\n${body.join("")}};\n`,
  );
}
write("docs/grades.md", markdown());
if (stale > 0) process.exitCode = 1;

function gradeOf(folder, { equal }) {
  return folder === "gatewise" ? "own" : equal ? "A" : "B";
}

function written(folder, cell) {
  const grade = gradeOf(folder, cell);
  const rest = cell.equal ? "" : `, difference: ${Number(cell.difference.toPrecision(3))}, bound: ${JSON.stringify(cell.text)}`;
  return `{ grade: "${grade}", goldens: ${cell.goldens}${rest} }`;
}

function markdown() {
  const lines = [
    "# Grades of sameness",
    "",
    "Computed from the goldens by `npm run grades`; CI recomputes it and fails on a difference.",
    "",
    "**A** same bits as the framework on x86-64 Linux. **B** within the bound stated. **own** our dialect, held against an independent program. *unchecked*: no golden.",
    "The count is of golden blocks compared: a gate's block, or a whole tensor.",
    "",
  ];
  for (const [folder, prefixes] of Object.entries(frameworks)) {
    const rows = [...table].filter(([dialect]) => prefixes.some((prefix) => dialect.startsWith(prefix))).sort();
    const keys = [...new Set(rows.flatMap(([, row]) => [...row.keys()]))].sort();
    lines.push(
      `## ${folder}`,
      "",
      `| rule | ${rows.map(([dialect]) => dialect).join(" | ")} |`,
      `| --- |${rows.map(() => " --- |").join("")}`,
    );
    for (const key of keys) {
      const columns = rows.map(([, row]) => {
        const cell = row.get(key);
        if (cell === undefined) return "*unchecked*";
        return `${gradeOf(folder, cell)} (${cell.goldens})${cell.equal ? "" : `, ${cell.text}`}`;
      });
      lines.push(`| ${key} | ${columns.join(" | ")} |`);
    }
    lines.push("");
  }
  return `${lines.join("\n")}`;
}

function write(path, text) {
  const file = `${root}/${path}`;
  let there = "";
  try {
    there = readFileSync(file, "utf8");
  } catch {
    // It is written for the first time.
  }
  if (there === text) return;
  if (check) {
    console.error(`${path} differs from what the goldens give: run npm run grades`);
    stale++;
  } else {
    writeFileSync(file, text);
    console.log(path);
  }
}
