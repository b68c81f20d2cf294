/** A learning curve as SVG, or as a page that shows it. */

/** Where a training stood after a step, in bits per character. */
export interface CurvePoint {
  readonly step: number;
  /** The mean since the point before. */
  readonly train: number;
  readonly heldOut: number | null;
}

interface Place {
  readonly x: number;
  readonly y: number;
}

const [width, height] = [860, 460];
const box = { left: 64, right: 836, top: 64, bottom: 400 };
/** More points than a line has pixels are drawn as means. */
const mostPoints = 300;

/** Draws the curve. Domain: at least one point. */
export function curveSvg(points: readonly CurvePoint[], title: string, subtitle: string): string {
  const train = thinned(points);
  const heldOut = points.flatMap(({ step, heldOut: value }) => (value === null ? [] : [{ x: step, y: value }]));
  const all = [...train, ...heldOut].map(({ y }) => y);
  const xTicks = ticks(0, Math.max(...points.map(({ step }) => step)), 6);
  const yTicks = ticks(Math.min(...all), quantile(all, 0.98), 6);
  const [x0, x1] = [xTicks[0], xTicks[xTicks.length - 1]];
  const [y0, y1] = [yTicks[0], yTicks[yTicks.length - 1]];
  const place = ({ x, y }: Place): Place => ({
    x: box.left + ((x - x0) / (x1 - x0)) * (box.right - box.left),
    y: box.bottom - ((Math.min(y, y1) - y0) / (y1 - y0)) * (box.bottom - box.top),
  });
  const line = (list: readonly Place[]): string =>
    list
      .map(place)
      .map(({ x, y }, k) => `${k === 0 ? "M" : "L"}${n(x)} ${n(y)}`)
      .join("");
  const grid = yTicks.map((y) => {
    const at = n(place({ x: x0, y }).y);
    return `<path d="M${box.left} ${at}H${box.right}" class="grid"/><text x="${box.left - 10}" y="${at}" class="tick end middle">${y}</text>`;
  });
  const steps = xTicks.map((x) => {
    const at = n(place({ x, y: y0 }).x);
    return `<path d="M${at} ${box.bottom}v5" class="axis"/><text x="${at}" y="${box.bottom + 20}" class="tick centre">${x.toLocaleString("en-US")}</text>`;
  });
  const last = heldOut.at(-1);
  const label = last === undefined ? "" : labelled(place(last), last.y.toFixed(2));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${escaped(title)}">
<style>
text { font: 13px system-ui, sans-serif; fill: #3a3f47 }
.title { font-size: 17px; font-weight: 600; fill: #16191d }
.subtitle { fill: #6a717c }
.tick { fill: #6a717c; font-size: 12px; font-variant-numeric: tabular-nums }
.end { text-anchor: end } .centre { text-anchor: middle } .middle { dominant-baseline: central }
.grid { stroke: #e4e7eb; stroke-width: 1 } .axis { stroke: #9aa1ab; stroke-width: 1; fill: none }
.train { stroke: #9bbbe0; stroke-width: 1.5; fill: none; stroke-linejoin: round }
.held { stroke: #c2410c; stroke-width: 2.25; fill: none; stroke-linejoin: round }
.dot { fill: #c2410c; stroke: #fff; stroke-width: 1 } .value { fill: #c2410c; font-weight: 600 } .paper { fill: #fff }
@media (prefers-color-scheme: dark) {
  text { fill: #c3cad3 } .title { fill: #f0f3f6 } .subtitle, .tick { fill: #98a2ae } .paper { fill: #14181d }
  .grid { stroke: #2a3038 } .axis { stroke: #5d6873 } .train { stroke: #5f88b8 } .held { stroke: #f08a5b }
  .dot { fill: #f08a5b; stroke: #14181d } .value { fill: #f08a5b }
}
</style>
<rect width="${width}" height="${height}" class="paper"/>
<text x="${box.left}" y="26" class="title">${escaped(title)}</text>
<text x="${box.left}" y="46" class="subtitle">${escaped(subtitle)}</text>
${grid.join("\n")}
<path d="M${box.left} ${box.bottom}H${box.right}" class="axis"/>
${steps.join("\n")}
<text x="${(box.left + box.right) / 2}" y="${height - 14}" class="tick centre">steps</text>
<text x="16" y="${(box.top + box.bottom) / 2}" class="tick centre" transform="rotate(-90 16 ${(box.top + box.bottom) / 2})">bits per character</text>
<path d="${line(train)}" class="train"/>
<path d="${line(heldOut)}" class="held"/>
${heldOut
  .map(place)
  .map(({ x, y }) => `<circle cx="${n(x)}" cy="${n(y)}" r="3.5" class="dot"/>`)
  .join("")}
${label}
<path d="M${box.right - 226} 40h22" class="train"/><text x="${box.right - 198}" y="40" class="middle">training</text>
<path d="M${box.right - 116} 40h22" class="held"/><text x="${box.right - 88}" y="40" class="middle">held-out text</text>
</svg>
`;
}

/** The curve as a page of its own. */
export function curveHtml(points: readonly CurvePoint[], title: string, subtitle: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>${escaped(title)}</title>
<meta name="viewport" content="width=device-width">
<style>
:root { color-scheme: light dark }
body { margin: 1rem; overflow-x: auto; background: #fff }
svg { display: block; margin: auto; max-width: 100%; min-width: 34rem; height: auto }
@media (prefers-color-scheme: dark) { body { background: #14181d } }
</style>
${curveSvg(points, title, subtitle)}</html>
`;
}

function labelled({ x, y }: Place, text: string): string {
  const inside = x > box.right - 40;
  return `<text x="${n(x)}" y="${n(y - 12)}" class="value ${inside ? "end" : "centre"}">${text}</text>`;
}

/** Means of as many points each, where there are too many. */
function thinned(points: readonly CurvePoint[]): Place[] {
  const each = Math.ceil(points.length / mostPoints);
  const places: Place[] = [];
  for (let k = 0; k < points.length; k += each) {
    const some = points.slice(k, k + each);
    places.push({ x: some[some.length - 1].step, y: some.reduce((sum, { train }) => sum + train, 0) / some.length });
  }
  return places;
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))];
}

/** Round numbers from below the least to above the greatest, about as many as are wanted. */
function ticks(least: number, greatest: number, count: number): number[] {
  const span = greatest > least ? greatest - least : Math.max(Math.abs(greatest), 1) / 10;
  const raw = span / (count - 1);
  const power = 10 ** Math.floor(Math.log10(raw));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((candidate) => candidate >= raw) as number;
  const first = Math.floor(least / step);
  const last = Math.max(Math.ceil(greatest / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, k) => Number(((first + k) * step).toPrecision(12)));
}

const n = (value: number): string => String(Math.round(value * 10) / 10);

function escaped(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
