import { basename } from "node:path";
import { buildDocument, type RunnableModel, textModel } from "../../document.ts";
import { digestOf, formatOf, GatewiseError, writeWeights } from "../../index.ts";
import { backend } from "../../kernels.ts";
import { type Data, evaluate, fit, type LossDefinition, type Progress, sampleText, type Vocabulary } from "../../train.ts";
import { type CurvePoint, curveHtml, curveSvg } from "../curve.ts";
import { checkDistinct, checkWritable, writeFileAtomically } from "../files.ts";
import { realNumber, wholeNumber } from "../numbers.ts";
import { outliveOutput } from "../report.ts";
import { type Corpus, readCorpus } from "../text-corpus.ts";
import { checkpointOf, readCheckpoint, type TextRun, withMetadata } from "../text-file.ts";
import { telling } from "../text-progress.ts";
import { newSettings, resumedSettings, type TextOptions, type TextSettings } from "../text-settings.ts";

const loss: LossDefinition = { kind: "labelCrossEntropy", from: "logits" };
const bits = (nats: number): number => nats / Math.LN2;
/** How many steps where nothing is said. */
const usualSteps = 1000;

/** What ends a training with everything saved: Ctrl-C, the system, a terminal that is closed. */
const endings = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** Everything about a training that does not change as it goes. */
interface Setup {
  readonly options: TextOptions;
  readonly settings: TextSettings;
  readonly corpus: Corpus;
  readonly model: RunnableModel;
  readonly checkpoint: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** Trains a character model on a text, as a framework would, and saves it. */
export async function trainText(options: TextOptions): Promise<void> {
  const limits = limitsOf(options);
  checkOutputs(options);
  const checkpoint = checkpointOf(options.out);
  await checkDistinct({
    "--text": options.text,
    "--out": options.out,
    "the checkpoint beside --out": checkpoint,
    ...(options.curve === undefined ? {} : { "--curve": options.curve }),
  });
  outliveOutput();
  const resumed = options.resume === true ? await readCheckpoint(checkpoint) : null;
  if (resumed !== null && limits.steps !== null && limits.steps < resumed.step) {
    throw new GatewiseError("out-of-range", {
      where: "--steps",
      received: `${limits.steps}, where ${checkpoint} is of step ${resumed.step}`,
      expected: `${resumed.step} or more: it counts all steps, those before the checkpoint too`,
      fix: "give a greater number, or leave --resume out to begin anew",
    });
  }
  const settings = resumed === null ? newSettings(options) : resumedSettings(options, resumed.run.settings, checkpoint);
  for (const path of [options.out, checkpoint, ...(options.curve === undefined ? [] : [options.curve])]) await checkWritable(path);
  const corpus = await readCorpus(options.text, settings);
  if (resumed !== null && resumed.run.text !== corpus.digest) {
    throw new GatewiseError("contradiction", {
      where: `--text ${options.text}`,
      received: `a text with the SHA-256 ${corpus.digest.slice(0, 16)}…`,
      expected: `${resumed.run.text.slice(0, 16)}…, the text that ${checkpoint} is of`,
      fix: "give the same text to go on, or leave --resume out to begin anew",
    });
  }
  const { like, embedding, hidden, layers, dropout, batch, window, seed, optimizer: name, rate, clip } = settings;
  const { length: characters } = corpus.vocabulary.characters;
  const { document, optimizer } = textModel(
    like,
    { characters, embedding, hidden, layers, dropout, batch, window, seed },
    { name, rate, clip },
  );
  const built = buildDocument(document);
  const plan = built.plan();
  const model = built.runnable();
  const metadata = {
    "gatewise.dialect": plan.dialect,
    "gatewise.plan": digestOf(plan),
    "gatewise.model": JSON.stringify(document),
    "gatewise.vocabulary": JSON.stringify(corpus.vocabulary.characters),
  };
  const setup: Setup = { options, settings, corpus, model, checkpoint, metadata };
  introduce(setup, resumed?.run ?? null, limits);
  await train(setup, limits, optimizer, resumed);
}

interface Limits {
  readonly steps: number | null;
  readonly milliseconds: number | null;
  readonly checkpointEvery: number;
}

function limitsOf({ steps, minutes, checkpointEvery }: TextOptions): Limits {
  const milliseconds = minutes === undefined ? null : realNumber("--minutes", minutes, { above: 0 }) * 60_000;
  return {
    steps: steps === undefined ? (milliseconds === null ? usualSteps : null) : wholeNumber("--steps", steps, 1),
    milliseconds,
    checkpointEvery: checkpointEvery === undefined ? 100 : wholeNumber("--checkpoint-every", checkpointEvery, 1),
  };
}

function checkOutputs({ out, curve }: TextOptions): void {
  if (formatOf(out) !== ".safetensors") {
    throw new GatewiseError("not-supported", {
      where: "--out",
      received: out,
      expected: "a name that ends in .safetensors, which holds the document and the vocabulary too",
      fix: "choose that ending",
    });
  }
  if (curve === undefined || /\.(svg|html)$/i.test(curve)) return;
  throw new GatewiseError("not-supported", {
    where: "--curve",
    received: curve,
    expected: "a name that ends in .svg or .html",
    fix: "choose one of them",
  });
}

function introduce({ options, settings, corpus, model }: Setup, resumed: TextRun | null, limits: Limits): void {
  const { name, width, why } = backend();
  const weights = [...model.parameters.values()].reduce((sum, { value }) => sum + value.size, 0);
  const say = (text: string) => void process.stdout.write(`${text}\n`);
  say(
    `${options.text}: ${corpus.vocabulary.characters.length} characters, ${corpus.training.batches} windows of ${settings.batch} × ${settings.window} an epoch`,
  );
  say(`as ${settings.like} starts and trains it: ${shapeOf(settings)}, ${weights.toLocaleString("en-US")} weights, seed ${settings.seed}`);
  say(
    `${settings.optimizer} at ${settings.rate}${options.rate === undefined && resumed === null ? ", a rate for text; everything else is the framework's default" : ""}`,
  );
  say(`computed by ${name} kernels (${width})${name === "native" ? "" : `: ${why}`}`);
  if (name !== "native" && options.hidden === undefined && options.layers === undefined && resumed === null) {
    say("a smaller net than with native kernels, so that it learns in minutes; --layers and --hidden choose another");
  }
  if (limits.steps === null && limits.milliseconds !== null) say(`for ${limits.milliseconds / 60_000} minutes; Ctrl-C saves and ends`);
}

const shapeOf = ({ layers, hidden, embedding }: TextSettings): string => `embedding ${embedding}, LSTM ${layers} × ${hidden}`;

async function train(
  setup: Setup,
  limits: Limits,
  optimizer: Parameters<typeof fit>[2]["optimizer"],
  resumed: { bytes: Uint8Array; run: TextRun } | null,
): Promise<void> {
  const { settings, corpus, model, options } = setup;
  const curve: CurvePoint[] = [...(resumed?.run.curve ?? [])];
  const tell = telling();
  const stop = new AbortController();
  let why: "time" | "signal" | null = null;
  const onSignal = (): void => {
    if (why === "signal") process.exit(130);
    why = "signal";
    tell.say("\nsaving; once more ends at once");
    stop.abort();
  };
  for (const signal of endings) process.on(signal, onSignal);
  const timer =
    limits.milliseconds === null
      ? undefined
      : setTimeout(() => {
          why ??= "time";
          stop.abort();
        }, limits.milliseconds);
  let saved = 0;
  let heldOutBits = curve.findLast(({ heldOut }) => heldOut !== null)?.heldOut ?? null;
  let previous = { step: 0, elapsed: 0 };
  let speed = 0;
  const first = { step: -1 };
  try {
    const result = await fit(model, corpus.training, {
      loss,
      optimizer,
      ...(limits.steps === null ? { epochs: Number.POSITIVE_INFINITY } : { steps: limits.steps }),
      ...(corpus.heldOut === null ? {} : { validation: { data: corpus.heldOut, every: evaluationsEvery } }),
      ...(options.samples === true ? { weightsEvery: evaluationsEvery } : {}),
      signal: stop.signal,
      ...(resumed === null ? {} : { resume: resumed.bytes }),
      checkpoint: {
        every: limits.checkpointEvery,
        metadata: setup.metadata,
        async write(bytes, step) {
          const run: TextRun = { settings, text: corpus.digest, curve: curve.filter((point) => point.step <= step) };
          await writeFileAtomically(setup.checkpoint, withMetadata(bytes, { "gatewise.run": JSON.stringify(run) }));
          saved = step;
        },
      },
      onProgress(progress) {
        if (first.step < 0) first.step = progress.step - 1;
        speed = smoothed(speed, progress, previous, settings);
        previous = progress;
        if (progress.validation !== null) heldOutBits = bits(progress.validation);
        const heldOut = progress.validation === null ? null : heldOutBits;
        curve.push({ step: progress.step, train: bits(progress.loss), heldOut });
        const part = partOf(progress, limits, first.step);
        tell.progress(
          {
            step: progress.step,
            part,
            trainBits: bits(progress.loss),
            heldOutBits,
            charactersPerSecond: speed,
            left: part === null || part === 0 ? null : (progress.elapsed / 1000 / part) * (1 - part),
          },
          heldOut !== null || progress.step === limits.steps,
        );
        const due = progress.step % evaluationsEvery === 0 || progress.step === limits.steps;
        if (options.samples === true && progress.weights && due) tell.say(shown(model, corpus.vocabulary));
      },
    });
    tell.end();
    const trained = await finish(setup, result.steps, curve, corpus.heldOut);
    process.stdout.write(`${options.out}: ${result.steps} steps, ${trained}\n`);
    if (why === "signal") {
      const more = limits.steps === null ? "" : ` --steps ${limits.steps}`;
      process.stdout.write(
        `stopped at step ${result.steps}; to go on: gatewise train text --text ${options.text} --like ${settings.like} --out ${options.out} --resume${more}\n`,
      );
      process.exitCode = 130;
    }
  } catch (error) {
    tell.end();
    if (saved > 0) process.stderr.write(`gatewise: ${setup.checkpoint} is of step ${saved}; --resume goes on from there\n`);
    throw error;
  } finally {
    clearTimeout(timer);
    for (const signal of endings) process.removeListener(signal, onSignal);
  }
}

/** Steps between two looks at the held-out text. */
const evaluationsEvery = 200;

/** Characters per second, of late rather than long ago. */
function smoothed(before: number, now: Progress, last: { step: number; elapsed: number }, { batch, window }: TextSettings): number {
  const seconds = (now.elapsed - last.elapsed) / 1000;
  const latest = seconds <= 0 ? before : ((now.step - last.step) * batch * window) / seconds;
  return before === 0 ? latest : 0.9 * before + 0.1 * latest;
}

/** How much of this run is done. */
function partOf({ step, elapsed }: Progress, { steps, milliseconds }: Limits, from: number): number | null {
  const parts = [
    ...(steps === null ? [] : [(step - from) / Math.max(1, steps - from)]),
    ...(milliseconds === null ? [] : [elapsed / milliseconds]),
  ];
  return parts.length === 0 ? null : Math.min(1, Math.max(...parts));
}

function shown(model: RunnableModel, vocabulary: Vocabulary): string {
  const prompt = vocabulary.characters.includes("\n") ? "\n" : vocabulary.characters[0];
  const text = [...sampleText(model, vocabulary, { prompt, length: 160, temperature: 0.8, seed: 7n })].join("");
  return `  ${text.trim().replace(/\s+/g, " ")}`;
}

/** Saves the model and the curve; says how well it foretells. */
async function finish(
  { options, settings, corpus, model, metadata }: Setup,
  steps: number,
  curve: CurvePoint[],
  heldOut: Data | null,
): Promise<string> {
  const last = curve.at(-1);
  const known = last?.step === steps ? last.heldOut : null;
  const value = heldOut === null ? null : (known ?? bits(evaluate(model, heldOut, loss)));
  if (last !== undefined && last.step === steps && value !== null) curve[curve.length - 1] = { ...last, heldOut: value };
  const trained = {
    text: corpus.digest,
    steps,
    optimizer: settings.optimizer,
    rate: settings.rate,
    clip: settings.clip,
    batch: settings.batch,
    window: settings.window,
    heldOutBits: value,
    backend: backend().name,
  };
  const format = settings.like.startsWith("torch@") ? { format: "pt" } : {};
  const all = new Map(Object.entries({ ...metadata, "gatewise.trained": JSON.stringify(trained), ...format }));
  await writeFileAtomically(options.out, writeWeights(options.out, model.weights(), all));
  if (options.curve !== undefined && curve.length > 0) {
    const title = `${basename(options.text)}, as ${settings.like}`;
    const subtitle = `${shapeOf(settings)}, ${settings.optimizer} at ${settings.rate}, windows of ${settings.batch} × ${settings.window} characters`;
    const draw = /\.svg$/i.test(options.curve) ? curveSvg : curveHtml;
    await writeFileAtomically(options.curve, new TextEncoder().encode(draw(curve, title, subtitle)));
  }
  return value === null ? "nothing held out" : `${value.toFixed(3)} bits per character on held-out text`;
}
