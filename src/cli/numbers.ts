import { GatewiseError } from "../index.ts";

/** Reads a whole number of at least `least` from the command line. Throws: wrong-type, out-of-range. */
export function wholeNumber(option: string, text: string, least: number): number {
  const value = number(option, text, "a whole number");
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw outOfRange(option, text, `a whole number of ${least} or more`);
}

/** Reads a number above `above`, and below `below` where that is given. Throws: wrong-type, out-of-range. */
export function realNumber(
  option: string,
  text: string,
  { least, above, below }: { least?: number; above?: number; below?: number },
): number {
  const value = number(option, text, "a number");
  const fits =
    Number.isFinite(value) &&
    value >= (least ?? Number.NEGATIVE_INFINITY) &&
    value > (above ?? Number.NEGATIVE_INFINITY) &&
    value < (below ?? Number.POSITIVE_INFINITY);
  if (fits) return value;
  const bounds = [
    ...(least === undefined ? [] : [`of ${least} or more`]),
    ...(above === undefined ? [] : [`above ${above}`]),
    ...(below === undefined ? [] : [`below ${below}`]),
  ];
  throw outOfRange(option, text, `a number ${bounds.join(", ")}`);
}

function number(option: string, text: string, expected: string): number {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  if (!Number.isNaN(value)) return value;
  throw new GatewiseError("wrong-type", {
    where: option,
    received: JSON.stringify(text),
    expected,
    fix: "write digits, with a point where there is one",
  });
}

function outOfRange(option: string, text: string, expected: string): GatewiseError {
  return new GatewiseError("out-of-range", { where: option, received: text, expected, fix: "choose another, or leave it out" });
}
