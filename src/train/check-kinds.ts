import { checkRecord, type Floats, GatewiseError, type Shape, show, sizeOf, unknownName } from "../base/index.ts";

/** Holds that clips leave gradients their direction. Throws: wrong-type, unknown-rule, out-of-range. */
export function checkClips(where: string, clips: unknown): void {
  for (const clip of Array.isArray(clips) ? clips : [clips]) {
    checkRecord(where, clip, "a clip of a dialect, such as torch.clipGradNorm({ maxNorm: 1 })");
    const { kind, max, low, high } = clip;
    if (!["value", "norm", "globalNorm"].includes(kind as string))
      throw unknownName("unknown-rule", `${where}, kind`, kind, ["value", "norm", "globalNorm"]);
    const sound = kind === "value" ? (low as number) <= (high as number) : (max as number) >= 0;
    if (sound) continue;
    throw new GatewiseError("out-of-range", {
      where,
      received: show(clip),
      expected: kind === "value" ? "low no greater than high" : "a norm of 0 or more",
      fix: "a bound below 0 would turn gradients round: give a positive one, or leave the clip out",
    });
  }
}

const schedules = [
  "step",
  "exponential",
  "cosine",
  "exponentialDecay",
  "inverseTimeDecay",
  "polynomialDecay",
  "cosineDecay",
  "cosineRestarts",
  "piecewise",
];

/** Holds that a schedule is one of the steps taken, and no plateau. Throws: wrong-type, unknown-rule. */
export function checkSchedule(where: string, schedule: unknown): void {
  const expected = "a schedule of a dialect, such as torch.optim.lrScheduler.StepLR({ stepSize: 40 })";
  checkRecord(where, schedule, expected);
  if ("cooldown" in schedule) throw wrong(where, "a plateau, which looks at a loss", expected, "give it as the option plateau");
  if (!schedules.includes(schedule.kind as string)) throw unknownName("unknown-rule", `${where}, kind`, schedule.kind, schedules);
}

/** Holds that a schedule, plateau or early stopping has what it is known by. Throws: wrong-type. */
export function checkMade(where: string, value: unknown, keys: readonly string[], call: string): void {
  const expected = `what a dialect gives, such as ${call}`;
  checkRecord(where, value, expected);
  if (!keys.every((key) => key in value)) throw wrong(where, value, expected, `give ${call}`);
}

/** Holds that a value is a number, and where `least` is given a whole one of at least that. Throws: wrong-type, out-of-range. */
export function checkNumber(where: string, value: unknown, least?: number): void {
  if (typeof value !== "number") throw wrong(where, value, "a number", "give a number");
  if (least === undefined || (Number.isSafeInteger(value) && value >= least)) return;
  const expected = `a whole number of ${least} or more`;
  throw new GatewiseError("out-of-range", { where, received: show(value), expected, fix: "choose another" });
}

/** Holds that a value is an array that optimisers move. Throws: wrong-type. */
export function checkFloats(where: string, value: unknown): asserts value is Floats {
  if (value instanceof Float32Array || value instanceof Float64Array) return;
  throw wrong(where, value, "a Float32Array or Float64Array", "give the array itself");
}

/** Holds that a shape is of as many values. Throws: wrong-type, bad-shape. */
export function checkShapeOf(where: string, shape: unknown, { length }: Floats): asserts shape is Shape {
  if (!Array.isArray(shape) || !shape.every((size) => Number.isSafeInteger(size) && size >= 0))
    throw wrong(where, shape, "a list of whole numbers", "give the shape, such as [2, 3]");
  if (sizeOf(shape) === length) return;
  throw new GatewiseError("bad-shape", {
    where,
    received: show(shape),
    expected: `a shape of ${length} values`,
    fix: "give the array's shape",
  });
}

/** The refusal of a value of another kind. */
export function wrong(where: string, received: unknown, expected: string, fix: string): GatewiseError {
  return new GatewiseError("wrong-type", { where, received: typeof received === "string" ? received : show(received), expected, fix });
}
