import { expect, it } from "vitest";
import { openStream } from "./open-stream.ts";
import { moveStream, streamAt } from "./stream-place.ts";

it.each([0, 5, 131_073])("goes on where another stream stands, after %i words", (words) => {
  const [walked, expected, found] = [openStream("mt19937-torch", [7n]), new Float64Array(9), new Float64Array(9)];
  walked.uniform(new Float32Array(words), 0, 1);
  const place = { algorithm: "mt19937-torch", seed: ["7"], position: walked.position } as const;
  walked.uniform(expected, 0, 1);
  const there = streamAt(place);
  there.uniform(found, 0, 1);
  expect([...found]).toEqual([...expected]);
  expect(there.position).toBe(walked.position);
});

it("does not go back", () => {
  const stream = openStream("mt19937-torch", [7n]);
  stream.uniform(new Float32Array(3), 0, 1);
  expect(() => moveStream(stream, 2)).toThrow("cannot be moved");
});
