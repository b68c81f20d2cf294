/** What documents of our own dialect are refused for. */
import type { Row } from "./row.ts";

const args = { input_size: 3, hidden_size: 4 };
const of = (entry: Record<string, unknown>) => ({
  gatewise: 1,
  dialect: "gatewise@1",
  seed: 7,
  modules: [{ name: "net", class: "LSTM", args, ...entry }],
});
const init = (rules: unknown) => of({ init: rules });

const stolen = ["constructor", "toString"].flatMap((name): Row[] => [
  { name: `class ${name}`, code: "unknown-class", given: { document: of({ class: name }) }, received: name },
  { name: `argument ${name}`, code: "unknown-option", given: { document: of({ args: { ...args, [name]: 1 } }) }, where: name },
  { name: `part ${name}`, code: "unknown-key", given: { document: init({ [name]: "zeros" }) }, received: name },
  { name: `gate ${name}`, code: "unknown-gate", given: { document: init({ Wx: { each: "zeros", [name]: "zeros" } }) }, received: name },
  { name: `rule ${name}`, code: "unknown-rule", given: { document: init({ Wx: name }) }, received: name },
  {
    name: `rule's argument ${name}`,
    code: "unknown-option",
    given: { document: init({ Wx: { orthogonal: { [name]: 1 } } }) },
    where: name,
  },
]);

export const gatewiseRows: readonly Row[] = [
  {
    name: "an unknown part",
    code: "unknown-key",
    given: { document: init({ Wz: "zeros" }) },
    where: "init",
    received: '"Wz"',
    fix: "did you mean Wx?",
  },
  {
    name: "an unknown rule",
    code: "unknown-rule",
    given: { document: init({ Wh: "ortogonal" }) },
    where: "Wh",
    received: "ortogonal",
    fix: "did you mean orthogonal?",
  },
  {
    name: "an unknown gate",
    code: "unknown-gate",
    given: { document: init({ Wh: { each: "zeros", z: "ones" } }) },
    received: '"z"',
    expected: "each, i, f, g, o",
  },
  {
    name: "a gate without a rule",
    code: "missing-option",
    given: { document: init({ Wh: { f: "ones" } }) },
    received: "no rule for gate i",
    fix: 'add "each"',
  },
  {
    name: "two rules for one gate",
    code: "wrong-type",
    given: { document: init({ Wh: { each: { zeros: {}, ones: {} } } }) },
    expected: "a rule's name",
  },
  { name: "a number for a rule", code: "wrong-type", given: { document: init({ Wh: 0 }) }, received: "0" },
  {
    name: "a string for a rule's arguments",
    code: "wrong-type",
    given: { document: init({ Wh: { orthogonal: "gain" } }) },
    received: '"gain"',
    expected: "{ argument: value }",
  },
  { name: "an orthogonal bias", code: "bad-shape", given: { document: init({ bx: "orthogonal" }) }, received: "orthogonal for a vector" },
  {
    name: "a negative deviation",
    code: "out-of-range",
    given: { document: init({ Wx: { normal: { stddev: -0.1 } } }) },
    where: "stddev",
    received: "-0.1",
  },
  {
    name: "a gain whose square overflows",
    code: "out-of-range",
    given: { document: init({ Wx: { glorot_uniform: { gain: 1e200 } } }) },
    where: "net.Wx",
    received: "scale is Infinity",
  },
  {
    name: "chrono for a matrix",
    code: "cannot-express",
    given: { document: init({ Wx: { chrono: { max_time: 10 } } }) },
    received: "chrono",
    expected: "a bias",
  },
  { name: "chrono without a time", code: "missing-option", given: { document: init({ bx: { chrono: {} } }) }, where: "max_time" },
  { name: "null for chrono's arguments", code: "missing-option", given: { document: init({ bx: { chrono: null } }) }, where: "max_time" },
  {
    name: "no units",
    code: "out-of-range",
    given: { document: of({ args: { ...args, hidden_size: 0 } }) },
    where: "hidden_size",
    expected: "above 0",
  },
  {
    name: "a name that a layer's tensor has",
    code: "name-taken",
    given: {
      document: {
        ...of({}),
        modules: [
          { name: "a", class: "LSTM", args: { ...args, num_layers: 2 } },
          { name: "a.1", class: "LSTM", args },
        ],
      },
    },
    where: "a.1.Wx",
  },
  {
    name: "an unknown version",
    code: "unknown-version",
    given: { document: { ...of({}), dialect: "gatewise@2" } },
    fix: "the nearest is gatewise@1",
  },
  ...stolen,
];
