/**
 * A page that trains: the packed package, bundled by Vite, served under a policy that allows no eval, no inline script and no blob,
 * opened in headless Chromium. The worker and the WebAssembly come as files of the page's own server.
 */
import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer as createHttpServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Browser, chromium, type Page } from "playwright";
import { build, createServer } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ensureBuilt } from "../../../tools/built.mjs";
import { chromiumArguments, findChromium } from "../../../tools/test/chromium.mjs";
import { fencesOf } from "../../docs/fences.ts";
import { installPacked } from "../../packing/install-packed.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url)).replace(/[/\\]$/, "");
const strict = [
  "default-src 'none'",
  "script-src 'self' 'wasm-unsafe-eval'",
  "worker-src 'self'",
  "connect-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
].join("; ");
const steps = 40;

interface Trained {
  readonly executor: string;
  readonly ending: string;
  readonly losses: number[];
  readonly weights: [string, number[]][];
}

interface Gaps {
  readonly timers: number[];
  readonly frames: number[];
}

const folder = mkdtempSync(join(tmpdir(), "gatewise-page-"));
let app: string;
let browser: Browser;
const closing: (() => unknown)[] = [];

beforeAll(async () => {
  ensureBuilt(root);
  app = installPacked(root, folder).installed;
  cpSync(join(root, "test/browser/page"), app, { recursive: true });
  browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArguments });
});
afterAll(async () => {
  await browser?.close();
  for (const close of closing) close();
  rmSync(folder, { recursive: true, force: true });
});

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
};

/** Serves a folder under a policy, but not what is `missing`, and keeps what was asked for. */
async function serve(files: string, policy: string, missing?: RegExp): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server: Server = createHttpServer((request, response) => {
    const path = (request.url ?? "/").replace(/[?#].*$/, "");
    asked.push(path);
    try {
      if (missing?.test(path) === true) throw new Error("missing");
      const body = readFileSync(join(files, path === "/" ? "index.html" : path));
      response.writeHead(200, {
        "content-type": types[extname(path === "/" ? ".html" : path)] ?? types[".html"],
        "content-security-policy": policy,
      });
      response.end(body);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closing.push(() => server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

/** Opens a page that must say nothing in its console but what is said on purpose. */
async function open(url: string): Promise<{ page: Page; complaints: string[] }> {
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error" || message.type() === "warning") complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  await page.goto(url);
  await page.waitForFunction(() => document.querySelector("#says")?.textContent === "ready");
  return { page, complaints };
}

const here = async <T>(page: Page, call: string): Promise<T> => (await page.evaluate(call)) as T;
const percentile = (values: readonly number[], part: number) => [...values].sort((a, b) => a - b)[Math.floor(values.length * part)];

/** The same training in Node on its WebAssembly backend. */
function trainInNode(steps: number): Trained {
  const program = `
    import { useBackend } from "gatewise/kernels";
    import { train } from "./training.js";
    useBackend("wasm");
    process.stdout.write(JSON.stringify(await train({ steps: ${steps}, executor: "caller" })));`;
  const line = ["--input-type=module", "-e", program];
  return JSON.parse(execFileSync(process.execPath, line, { cwd: app, encoding: "utf8", maxBuffer: 2 ** 28 })) as Trained;
}

describe("a page built by Vite, under a strict policy", () => {
  let page: Page;
  let asked: string[];
  let complaints: string[];
  let trained: Trained;

  beforeAll(async () => {
    await build({ root: app, base: "./", logLevel: "warn", build: { outDir: "built" } });
    const served = await serve(join(app, "built"), strict);
    ({ page, complaints } = await open(served.url));
    ({ asked } = served);
    trained = await here(page, `trainHere(${steps})`);
    await page.screenshot({ path: join(root, "node_modules/.cache/gatewise/page.png") });
  });

  it("has the worker and the WebAssembly as files of its own, and nothing to complain of", () => {
    const assets = readdirSync(join(app, "built/assets"));
    expect(assets.filter((name) => name.endsWith(".wasm"))).toHaveLength(1);
    expect(asked.filter((path) => /\/assets\/gatewise-[\w-]+[.]wasm$/.test(path)).length).toBeGreaterThan(0);
    expect(asked.filter((path) => /\/assets\/worker-[\w-]+[.]js$/.test(path))).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  it("trains in the worker, and the loss falls", () => {
    expect([trained.executor, trained.ending]).toEqual(["worker", "complete"]);
    expect(trained.losses).toHaveLength(steps);
    expect(trained.losses[0]).toBeGreaterThan(2.5);
    expect(trained.losses.at(-1)).toBeLessThan(trained.losses[0] / 2);
  });

  it("has the bits of Node's WebAssembly: each loss, each weight", () => {
    const { losses, weights } = trainInNode(steps);
    expect(trained.losses).toEqual(losses);
    expect(trained.weights).toEqual(weights);
  });

  // A machine that others keep busy has gaps of its own: those beside a worker that only counts; and it may be busier in between.
  it("is never frozen meanwhile: timers and frames keep coming", { retry: 2 }, async () => {
    const counted = await here<Gaps>(page, "feelCounting(2000)");
    const felt = await here<Gaps & { executor: string; steps: number; told: number }>(page, "feelTraining(3000)");
    const [timers, frames] = (["timers", "frames"] as const).map((what) => [percentile(felt[what], 0.99), percentile(counted[what], 0.99)]);
    console.log(
      `${felt.steps} steps, told ${felt.told} times; 99 % of timers within ${timers[0].toFixed(1)} ms (beside a counting worker ` +
        `${timers[1].toFixed(1)}), 99 % of ${felt.frames.length} frames within ${frames[0].toFixed(1)} ms (${frames[1].toFixed(1)})`,
    );
    expect(felt.executor).toBe("worker");
    expect(Math.min(felt.steps, felt.told)).toBeGreaterThan(10);
    expect(felt.timers.length).toBeGreaterThan(100);
    expect(timers[0]).toBeLessThan(Math.max(20, 2 * timers[1]));
    expect(felt.frames.length).toBeGreaterThan(30);
    // Three frames of a sixtieth of a second.
    expect(frames[0]).toBeLessThan(Math.max(50, 2 * frames[1]));
  });

  it("waits for the WebAssembly on the page itself", async () => {
    expect(await here(page, "backendHere()")).toMatchObject({ name: "wasm", width: "simd128" });
  });
});

it("says why where the policy forbids WebAssembly, and computes on", async () => {
  const { url } = await serve(join(app, "built"), strict.replace(" 'wasm-unsafe-eval'", ""));
  const { page } = await open(url);
  expect(await here(page, "backendHere()")).toMatchObject({ name: "plain", why: expect.stringContaining("Content Security Policy") });
});

it("says so where the WebAssembly is not served, and trains on", async () => {
  const { url } = await serve(join(app, "built"), strict, /[.]wasm$/);
  const { page } = await open(url);
  expect(await here(page, "backendHere()")).toMatchObject({ name: "plain", why: expect.stringContaining("gatewise.wasm does not load") });
  expect(await here<Trained>(page, "trainHere(2)")).toMatchObject({ executor: "worker", ending: "complete" });
});

it("trains from Vite's development server too", async () => {
  const server = await createServer({ root: app, logLevel: "warn", server: { port: 0 } });
  closing.push(() => server.close());
  await server.listen();
  const { page, complaints } = await open(server.resolvedUrls?.local[0] as string);
  const { executor, losses } = await here<Trained>(page, "trainHere(5)");
  expect([executor, losses, complaints]).toEqual(["worker", trainInNode(5).losses, []]);
  expect(await here(page, "backendHere()")).toMatchObject({ name: "wasm" });
});

/** The examples of docs/browser.md by the names of their files. */
function examplesOfThePage(): Map<string, string> {
  const fences = fencesOf(readFileSync(join(root, "docs/browser.md"), "utf8")).filter(({ language }) => /^(ts|html)$/.test(language));
  return new Map(fences.map(({ text }) => [/^(?:\/\/|<!--) ([\w.-]+)/.exec(text)?.[1] ?? text, text]));
}

it("runs what docs/browser.md shows, under the policy that it shows", async () => {
  const examples = examplesOfThePage();
  expect([...examples.keys()]).toEqual(["index.html", "main.ts", "own-worker.ts", "own.ts"]);
  const shown = join(app, "docs");
  mkdirSync(shown);
  for (const [name, text] of examples) writeFileSync(join(shown, name), text);
  writeFileSync(join(shown, "own.html"), (examples.get("index.html") as string).replace("main.ts", "own.ts"));
  const input = ["index.html", "own.html"].map((name) => join(shown, name));
  await build({ root: shown, base: "./", logLevel: "warn", build: { outDir: "built", target: "es2022", rolldownOptions: { input } } });
  const [, policy] = /```text\n(default-src[^\n]*)/.exec(readFileSync(join(root, "docs/browser.md"), "utf8")) as RegExpExecArray;
  const { url } = await serve(join(shown, "built"), policy);
  for (const [file, says] of [
    ["index.html", /^trained in a worker, wasm on the page, \d+ logits$/],
    ["own.html", /^own cell, loss 0[.]\d+$/],
  ] as const) {
    const page = await browser.newPage();
    await page.goto(url + file);
    await page.waitForFunction((pattern) => new RegExp(pattern).test(document.querySelector("#says")?.textContent ?? ""), says.source);
  }
});
