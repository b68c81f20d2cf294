/** The lines of TypeScript that give this start, bit for bit. */
export function ownGatewise(
  document: { readonly seed?: unknown; readonly modules: readonly { name: string; class: string; args?: object; init?: object }[] },
  dialect: string,
): string[] {
  const seed =
    document.seed === undefined || document.seed === null
      ? ""
      : `, seed: ${typeof document.seed === "string" ? `${document.seed}n` : String(document.seed)}`;
  return [
    'import { gatewise } from "gatewise/gatewise";',
    "",
    `const session = gatewise.session({ version: "${dialect.split("@")[1]}"${seed} });`,
    ...document.modules.map(
      ({ name, class: className, args = {}, init }) =>
        `session.module(${JSON.stringify(className)}, ${JSON.stringify(args)}, ${JSON.stringify(name)}${init === undefined ? "" : `, ${JSON.stringify(init)}`});`,
    ),
    "const weights = session.weights();",
  ];
}
