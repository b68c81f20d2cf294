import { expect, test } from "vitest";
import { loadGolden } from "../../test/golden/load.ts";
import { gatewiseSeed } from "./philox-gatewise.ts";

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
