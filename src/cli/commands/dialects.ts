import { dialectTable } from "../../document.ts";

/** Prints every framework, version and backend with the grade of each rule, as computed from the goldens. */
export async function dialects(options: { json?: boolean }): Promise<void> {
  const table = dialectTable();
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify(table, null, 2)}\n`);
    return;
  }
  process.stdout.write("A: the framework's bits. B: within a bound. own: held against an independent program. unchecked: no golden.\n");
  for (const { dialect, rules } of table) {
    process.stdout.write(`\n${dialect}\n`);
    for (const { rule, grade, goldens, bound } of rules) {
      process.stdout.write(
        `  ${rule.padEnd(52)} ${grade.padEnd(10)} ${goldens === 0 ? "" : `${goldens} goldens`}${bound === undefined ? "" : `, ${bound}`}\n`,
      );
    }
  }
}
