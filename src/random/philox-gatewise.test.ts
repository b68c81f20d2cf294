import { expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import { gatewiseSeed, philoxGatewise } from "./philox-gatewise.ts";

/** Cases of tools/goldens/streams-gatewise.py; goldens.test.ts holds their numbers. */
const golden: { cases: { seed: string[]; name: string; gate: string | null }[] } = JSON.parse(
  new TextDecoder().decode(await loadGolden("streams/gatewise-1.json")),
);
const named = new Map(golden.cases.map((c) => [`${c.seed[0]} ${c.name} ${c.gate}`, c]));

test.each([...named])("the seed components of %s", (_, { seed, name, gate }) => {
  expect(gatewiseSeed(BigInt(seed[0]), name, gate).map(String)).toEqual(seed);
});

test("a gate and its matrix have streams of their own", () => {
  const counters = [null, "i", "f", "g", "o"].map((gate) => gatewiseSeed(1n, "encoder.Wx", gate).slice(1).join());
  expect(new Set(counters).size).toBe(5);
});

test("a stream ends before its blocks would count into the name", () => {
  const open = () => {
    const stream = philoxGatewise.open([1n, 2n, 3n, 4n]);
    // As after all blocks but two.
    Object.assign(stream, { position: 2 ** 32 - 2 });
    return stream;
  };
  for (const method of ["uniform", "normal", "truncatedNormal"] as const) {
    expect(() => open()[method](new Float32Array(12), 0, 1)).toThrow(/2\^32 blocks/);
  }
  const last = open();
  last.uniform(new Float32Array(8), 0, 1);
  expect(last.position).toBe(2 ** 32);
  expect(() => last.uniform(new Float32Array(1), 0, 1)).toThrow(/2\^32 blocks/);
});
