import { describe, expect, it } from "vitest";
import { curveHtml, curveSvg } from "./curve.ts";

const points = (count: number, train = (k: number) => 5 / (1 + k / 50)) =>
  Array.from({ length: count }, (_, k) => ({ step: k + 1, train: train(k), heldOut: k % 100 === 99 ? train(k) + 0.1 : null }));
/** The places of a line of a class. */
const places = (svg: string, kind: string) =>
  [...(new RegExp(`<path d="([^"]*)" class="${kind}"/>`).exec(svg)?.[1] ?? "").matchAll(/[ML]([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [
    +x,
    +y,
  ]);

describe("a learning curve", () => {
  it("falls where the loss falls, inside its box, with no more places than it can show", () => {
    const svg = curveSvg(points(5000), "a text", "a net");
    for (const kind of ["train", "held"]) {
      const line = places(svg, kind);
      expect(line.length).toBeGreaterThan(40);
      expect(line.length).toBeLessThanOrEqual(300);
      for (const [x, y] of line) expect(x >= 64 && x <= 836 && y >= 64 && y <= 400).toBe(true);
      for (let k = 1; k < line.length; k++) expect(line[k][0] > line[k - 1][0] && line[k][1] >= line[k - 1][1]).toBe(true);
    }
  });

  it.each([
    ["one point", points(1)],
    ["a flat line", points(150, () => 2)],
    ["one great outlier", points(150, (k) => (k === 3 ? 1e9 : 2))],
  ])("draws %s", (_, given) => {
    expect(curveSvg(given, "t", "s")).not.toMatch(/NaN|Infinity|undefined/);
  });

  it("takes names for what they are", () => {
    const page = curveHtml(points(3), '<script>"&', "s");
    expect(page).not.toContain("<script>");
    expect(page).toContain("<title>&#60;script&#62;&#34;&#38;</title>");
  });
});
