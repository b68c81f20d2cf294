/** Python source text for JSON values and calls. */

/** A value as Python writes it. Numbers print so that they read back the same. */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (value === true) return "True";
  if (value === false) return "False";
  if (typeof value === "number") return pythonNumber(value);
  if (typeof value === "string") return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(pythonValue).join(", ")}]`;
  if (value instanceof Verbatim) return value.text;
  return `{${Object.entries(value)
    .map(([key, inner]) => `${JSON.stringify(key)}: ${pythonValue(inner)}`)
    .join(", ")}}`;
}

function pythonNumber(value: number): string {
  if (Object.is(value, -0)) return "-0.0";
  return String(value);
}

/** Text that is Python already. */
export class Verbatim {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A shape as a tuple: `(None, 20, 8)`. */
export function pythonTuple(values: readonly unknown[]): string {
  return values.length === 1 ? `(${pythonValue(values[0])},)` : `(${values.map(pythonValue).join(", ")})`;
}

/** `name(5, hidden_size=8)`: leading positional arguments, then the others by keyword. */
export function pythonCall(name: string, args: Readonly<Record<string, unknown>>, positional: readonly string[] = []): string {
  const parts: string[] = [];
  const taken = new Set<string>();
  for (const key of positional) {
    if (!Object.hasOwn(args, key)) break;
    parts.push(pythonValue(args[key]));
    taken.add(key);
  }
  for (const [key, value] of Object.entries(args)) if (!taken.has(key)) parts.push(`${key}=${pythonValue(value)}`);
  return `${name}(${parts.join(", ")})`;
}

const keywords =
  "False None True and as assert async await break class continue def del elif else except finally for from global if import in is " +
  "lambda nonlocal not or pass raise return try while with yield";

const imported = "torch nn keras tf np os random numpy";

const reserved: ReadonlySet<string> = new Set(`${keywords} ${imported}`.split(" "));

/** Gives each text a Python name of its own: letters, digits and underscores; no keyword, and nothing that the lines use. */
export class PythonNames {
  readonly #names = new Map<string, string>();
  readonly #taken: Set<string>;

  /** `used`: further names that the lines give themselves. */
  constructor(used: readonly string[] = []) {
    this.#taken = new Set([...reserved, ...used]);
  }

  of(text: string): string {
    const known = this.#names.get(text);
    if (known !== undefined) return known;
    const plain = text.replace(/[^A-Za-z0-9_]/g, "_");
    const name = plain === "" || /^\d/.test(plain) ? `_${plain}` : plain;
    let own = this.#taken.has(name) ? `${name}_` : name;
    for (let k = 2; this.#taken.has(own); k++) own = `${name}_${k}`;
    this.#taken.add(own);
    this.#names.set(text, own);
    return own;
  }
}
