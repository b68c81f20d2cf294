/** Writes TypeScript interfaces from argument tables, one property for each argument. */

/** `hidden_size` → `hiddenSize`, `beta_1` → `beta1`. */
export function camelCase(name) {
  return name[0].toLowerCase() + name.slice(1).replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}

/**
 * The arguments of one class, joined over the generations that have it.
 *
 * @param {{ generation: string, table: Record<string, object> }[]} tables
 */
export function joined(tables) {
  const known = new Map();
  for (const { generation, table } of tables) {
    for (const [name, rule] of Object.entries(table)) {
      const rules = known.get(name) ?? [];
      rules.push({ generation, rule });
      known.set(name, rules);
    }
  }
  return [...known].map(([name, rules]) => ({ name, rules, everywhere: rules.length === tables.length }));
}

/** What an argument may be, in TypeScript. `kinds` has those of which the table says "any". */
function typeOf(className, name, rules, kinds) {
  const types = rules.map(({ rule }) => {
    const { type, oneOf, nullable } = rule;
    const base =
      type === "any"
        ? anyOf(className, name, kinds)
        : oneOf !== undefined
          ? oneOf.map((word) => JSON.stringify(word)).join(" | ")
          : { integer: "number", number: "number", boolean: "boolean", string: "string" }[type];
    const nothing = nullable === true || (type === "any" && rule.default === null);
    return nothing ? `${base} | null` : base;
  });
  return [...new Set(types.flatMap((type) => type.split(" | ")))].join(" | ");
}

function anyOf(className, name, kinds) {
  const kind = kinds[`${className}.${name}`] ?? kinds[name.replace(/^.*_(?=initializer$|regularizer$|constraint$|activation$)/, "")];
  if (kind === undefined) throw new Error(`${className}, argument ${name}: say its type in tools/types`);
  return kind;
}

/** What stands above a property: its default, and which generations have it. */
function comment({ rules, everywhere }) {
  const defaults = [...new Set(rules.map(({ rule }) => ("default" in rule ? JSON.stringify(rule.default ?? null) : undefined)))];
  const said =
    defaults.length === 1
      ? defaults[0] === undefined
        ? []
        : [`Absent: ${defaults[0]}.`]
      : [`Absent: ${rules.map(({ generation, rule }) => `${JSON.stringify(rule.default ?? null)} in ${generation}`).join(", ")}.`];
  if (!everywhere) said.push(`Only in ${rules.map(({ generation }) => generation).join(", ")}.`);
  return said.length === 0 ? "" : `  /** ${said.join(" ")} */\n`;
}

/** The properties of an interface, one a line. `named` writes an argument's name. */
export function properties(className, args, kinds, named = camelCase) {
  return args
    .map((argument) => {
      const { name, rules, everywhere } = argument;
      const optional = !everywhere || rules.some(({ rule }) => "default" in rule);
      return `${comment(argument)}  readonly ${named(name)}${optional ? "?" : ""}: ${typeOf(className, name, rules, kinds)};\n`;
    })
    .join("");
}

/** Whether a class can be made without any option. */
export function needsNothing(args) {
  return args.every(({ rules, everywhere }) => !everywhere || rules.some(({ rule }) => "default" in rule));
}

export function interfaceOf(name, doc, body) {
  return `/** ${doc} */\nexport interface ${name} {\n${body}}\n`;
}
