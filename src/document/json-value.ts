import { GatewiseError, show } from "../base/index.ts";

/** The deepest nesting that a document may have, and the most values; real models stay far below. */
const deepest = 200;
const most = 2 ** 22;

/**
 * Holds that a value is what JSON can say, all the way down, before anything else looks at it.
 *
 * Throws: limit (nested too deep, which a circle is too; too many values), unknown-key (`__proto__`), wrong-type (functions, dates,
 * numbers that JSON has no word for).
 */
export function checkJsonValue(value: unknown, where: string): void {
  let values = 0;
  const check = (inner: unknown, path: readonly string[]): void => {
    if (++values > most) throw tooMuch(where, "more values than a model has", `at most ${most} values`);
    if (typeof inner === "number" && !Number.isFinite(inner)) throw notJson(place(where, path), inner, "a finite number");
    if (inner === undefined || inner === null || typeof inner === "string" || typeof inner === "boolean" || typeof inner === "number")
      return;
    if (typeof inner !== "object") throw notJson(place(where, path), inner, "a value of JSON");
    if (path.length >= deepest) throw tooMuch(place(where, path.slice(0, 6)), "nesting without end", `at most ${deepest} levels`);
    if (Array.isArray(inner)) {
      for (let k = 0; k < inner.length; k++) {
        if (inner[k] === undefined) throw notJson(place(where, [...path, `[${k}]`]), undefined, "a value of JSON");
        check(inner[k], [...path, `[${k}]`]);
      }
      return;
    }
    const prototype: unknown = Object.getPrototypeOf(inner);
    if (prototype !== null && Object.getPrototypeOf(prototype) !== null)
      throw notJson(place(where, path), `a ${inner.constructor?.name ?? "thing"}`, "a plain object");
    for (const [key, one] of Object.entries(inner)) {
      // No framework has it, and copying an object would make it the prototype of the copy.
      if (key === "__proto__") {
        throw new GatewiseError("unknown-key", {
          where: place(where, path),
          received: 'key "__proto__"',
          expected: "a key of the model document",
          fix: "leave it out",
        });
      }
      check(one, [...path, `.${key}`]);
    }
  };
  check(value, []);
}

function place(where: string, path: readonly string[]): string {
  return path.length === 0 ? where : `${where}, ${path.join("").replace(/^\./, "")}`;
}

function notJson(where: string, received: unknown, expected: string): GatewiseError {
  return new GatewiseError("wrong-type", {
    where,
    received: typeof received === "string" ? received : show(received),
    expected,
    fix: `give ${expected}`,
  });
}

function tooMuch(where: string, received: string, expected: string): GatewiseError {
  return new GatewiseError("limit", { where, received, expected, fix: "is this a model document?" });
}
