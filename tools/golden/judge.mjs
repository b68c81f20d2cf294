/** Holds drawn tensors against a framework's, box by box of the rule that holds there. Used by tests, grades and the comparer. */

/**
 * How far a rule may be from the framework, and why it is not bit for bit. All others must be equal in every bit.
 *
 * @param {any} call
 * @param {readonly number[]} shape of the box that one call fills
 * @param {string} dtype
 * @returns {{ bound: number, text: string } | null}
 */
export function boundOf(call, shape, dtype) {
  if (call.rule === "orthogonal") {
    // QR in float64 against the framework's float32 LAPACK or Eigen: last bits depend on the library.
    const small = Math.max(matrix(call, shape)[0], matrix(call, shape)[1]) <= 32;
    const unit = dtype === "float64" ? 1e-13 : small ? 1e-6 : 4e-6;
    return { bound: Math.abs(call.gain) * unit, text: dtype === "float64" ? "within gain·1e-13" : "within gain·4e-6 (1e-6 up to 32×32)" };
  }
  if (call.rule === "orthogonal_svd") {
    const gain = Math.abs(call.gain);
    if (call.drawn === "uniforms") return { bound: gain * 5e-5, text: "within gain·5e-5, signs as Eigen's" };
    // float64 in both, rounded to float32 once; the signs are LAPACK's.
    return { bound: gain * 1e-6, text: "within gain·1e-6, signs as LAPACK's" };
  }
  if (dtype === "float64" && usesNormals(call)) {
    // The framework calls the C library's log, sin and cos in double; ours are correctly rounded.
    return { bound: 0, text: "within 4 units in the last place" };
  }
  return null;
}

function usesNormals(call) {
  return call.rule === "normal" || call.rule === "truncated_normal" || (call.distribution !== undefined && call.distribution !== "uniform");
}

function matrix(call, shape) {
  const product = (list) => list.reduce((a, b) => a * b, 1);
  return call.stacked === "trailing" ? [shape[0], product(shape.slice(1))] : [product(shape.slice(0, -1)), shape[shape.length - 1]];
}

/**
 * A framework's float32 QR of a nearly singular draw is wrong by up to 2κ units of 2^-24, κ the condition number of the
 * draw (measured on 1,500 matrices against torch 2.13: at most 1.7κ for square ones). The draw is had by running the Plan
 * up to the step with the orthogonal rule replaced by the normals it starts from.
 */
function sensitivity(lib, plan, step) {
  const index = plan.steps.indexOf(step);
  const steps = [...plan.steps.slice(0, index), { ...step, call: { rule: "normal", mean: 0, stddev: 1 } }];
  const drawn = lib.runPlan({ ...plan, steps })[step.parameter];
  const [rows, columns] = matrix(step.call, lib.shapeOfBox(step.box));
  // Tall draws of a wide matrix stand transposed, which changes no singular value.
  const flipped = step.call.drawn === "tall" && rows < columns;
  const values = Float64Array.from(lib.readBox(drawn.data, drawn.shape, step.box));
  const singular = flipped ? lib.singularValues(values, columns, rows) : lib.singularValues(values, rows, columns);
  const unit = drawn.dtype === "float64" ? 2 ** -52 : 2 ** -23;
  return (Math.abs(step.call.gain) * unit * singular[0]) / singular[singular.length - 1];
}

/**
 * Compares two numbers lists.
 *
 * @returns {{ equal: boolean, difference: number, ulps: number, first: number }} first: index of the first unequal element, or -1
 */
export function compare(ours, theirs) {
  let difference = 0;
  let ulps = 0;
  let first = -1;
  for (let i = 0; i < theirs.length; i++) {
    const a = Number(ours[i]);
    const b = Number(theirs[i]);
    if (Object.is(a, b)) continue;
    if (first < 0) first = i;
    const gap = Math.abs(a - b);
    difference = Math.max(difference, Number.isNaN(gap) ? Number.POSITIVE_INFINITY : gap);
    if (theirs instanceof Float64Array)
      ulps = Math.max(ulps, gap / (Number.EPSILON * 2 ** Math.floor(Math.log2(Math.max(Math.abs(b), 2 ** -1022)))));
  }
  return { equal: first < 0, difference, ulps, first };
}

/**
 * Judges each tensor of a model.
 *
 * @param {object} lib what the judge needs of gatewise: { holdings, gradeKey, readBox, runPlan, shapeOfBox, singularValues }
 * @param {any} plan
 * @param {Map<string, any>} ours
 * @param {Map<string, any>} theirs in the framework's order
 * @returns {{ faults: string[], pieces: { dialect: string, key: string, equal: boolean, difference: number, bound: { bound: number, text: string } | null, ok: boolean, tensor: string }[] }}
 */
export function judge(lib, plan, ours, theirs) {
  const faults = [];
  const pieces = [];
  const names = [...ours.keys()];
  const wanted = [...theirs.keys()];
  if (names.join("\n") !== wanted.join("\n")) faults.push(`names: ours ${names.join(", ")}; theirs ${wanted.join(", ")}`);
  for (const { parameter, blocks } of lib.holdings(plan)) {
    const theirsOne = theirs.get(parameter.name);
    const oursOne = ours.get(parameter.name);
    if (theirsOne === undefined || oursOne === undefined) continue;
    if (theirsOne.shape.join() !== oursOne.shape.join() || theirsOne.dtype !== oursOne.dtype) {
      faults.push(`${parameter.name}: ours ${oursOne.dtype} [${oursOne.shape}], theirs ${theirsOne.dtype} [${theirsOne.shape}]`);
      continue;
    }
    for (const { held } of blocks) {
      for (const { box, step } of held) {
        const call = step?.do === "fill" ? step.call : null;
        const [a, b] = [lib.readBox(oursOne.data, oursOne.shape, box), lib.readBox(theirsOne.data, theirsOne.shape, box)];
        const result = compare(a, b);
        const bound = call === null ? null : boundOf(call, lib.shapeOfBox(step.box), parameter.dtype);
        const ok =
          result.equal ||
          (bound !== null && (bound.bound === 0 ? result.ulps <= 4 : result.difference <= bound.bound)) ||
          (call?.rule === "orthogonal" && result.difference <= sensitivity(lib, plan, step));
        if (!ok) {
          faults.push(
            `${parameter.name} ${JSON.stringify(box)}: ${call?.rule ?? step?.do}: first unequal element ${result.first}, largest difference ${result.difference}`,
          );
        }
        if (step?.do === "copy") {
          pieces.push({
            dialect: plan.dialect,
            key: "copy",
            equal: result.equal,
            difference: result.difference,
            bound,
            ok,
            tensor: parameter.name,
          });
        }
        if (call !== null) {
          const key = lib.gradeKey(call, parameter.dtype);
          pieces.push({
            dialect: plan.dialect,
            key,
            equal: result.equal,
            difference: result.difference,
            bound,
            ok,
            tensor: parameter.name,
          });
        }
      }
    }
  }
  return { faults, pieces };
}
