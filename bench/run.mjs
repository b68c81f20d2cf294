/**
 * Measures gatewise beside NumPy, PyTorch and an empty Node, and holds the ratios to their limits: `node bench/run.mjs`,
 * or some by a part of their name: `node bench/run.mjs jax orthogonal`. The figures go into bench/README.md by hand.
 *
 * Everything runs on one core, in turn, round by round; medians of processor time, so that other programs on the machine
 * count little. Rows with two threads run on two cores and are by the clock, so they want a quiet machine. It needs the environment torch-2.13 (tools/frameworks/environments.sh), which has NumPy too.
 */
import { copyFileSync, mkdtempSync, rmSync, symlinkSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import { pythonOf } from "../tools/frameworks/run.mjs";
import { ensureInstalled } from "../tools/installed.mjs";
import { buildAddon } from "../tools/kernels/build-addon.mjs";
import { interleave, median, wall, worker } from "./measure.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const here = (name) => join(root, "bench", name);
const words = process.argv.slice(2);
const wanted = (name) => words.length === 0 || words.some((word) => name.includes(word));
const rounds = 5;

/** Builds the sources as a user gets them: the rooms that are measured and the command line. */
async function build() {
  const folder = mkdtempSync(join(tmpdir(), "gatewise-bench-"));
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const input = {
    random: "src/random/index.ts",
    init: "src/init/index.ts",
    linalg: "src/linalg/index.ts",
    document: "src/document.ts",
    kernels: "src/kernels/index.ts",
    train: "src/train.ts",
    tensor: "src/tensor.ts",
    cells: "src/cells.ts",
    main: "src/cli/main.ts",
  };
  const bundle = await rolldown({ cwd: root, input, platform: "node", external: ["commander", "zod", "fflate", /^@noble/] });
  await bundle.write({ dir: folder, format: "esm", entryFileNames: "[name].mjs" });
  copyFileSync(join(root, "src/kernels/gatewise.wasm"), join(folder, "gatewise.wasm"));
  const addon = buildAddon(root, join(folder, "kernels"));
  if ("why" in addon) console.error(`no native addon: ${addon.why}`);
  return folder;
}

const milliseconds = (seconds) => (seconds * 1000).toFixed(seconds < 0.01 ? 1 : 0).padStart(8);

let late = 0;
function tell(name, ourTimes, theirTimes, limit) {
  const [ours, theirs] = [median(ourTimes), median(theirTimes)];
  const ratio = ours / theirs;
  const shown = limit < 1 ? `1/${Math.round(1 / limit)}` : limit;
  const verdict = limit === undefined ? "" : ratio <= limit ? `within ${shown}` : `BEYOND ${shown}`;
  if (verdict.startsWith("BEYOND")) late++;
  console.log(
    `| ${name.padEnd(52)} |${milliseconds(ours)} |${milliseconds(theirs)} |${ratio.toFixed(ratio < 2 ? 2 : 1).padStart(6)} | ${verdict.padEnd(10)} |`,
  );
}

/** Ten million numbers of every stream, in TypeScript and by the kernels, beside NumPy's. */
async function streams(folder) {
  const { algorithms } = await import(join(folder, "random.mjs"));
  const names = Object.keys(algorithms).filter(wanted);
  if (names.length === 0) return;
  const numpy = worker(pythonOf("torch-2.13"), [here("streams-worker.py")]);
  const measured = [];
  // NumPy's times of one task are put together, whatever stream they were taken beside.
  const numpyTimes = {};
  for (const name of names) {
    const ours = ["plain", "native", "wasm"].map((backend) =>
      worker(process.execPath, [here("streams-worker.mjs"), folder, name, backend]),
    );
    for (const dtype of name === "threefry-jax" ? ["float32"] : ["float32", "float64"]) {
      for (const kind of ["uniform", "normal", "truncatedNormal"]) {
        if (kind === "truncatedNormal" && lacksTruncated(algorithms[name])) continue;
        const task = `${kind} ${dtype}`;
        const theirTask = `${kind === "uniform" ? "uniform" : "normal"} ${dtype}`;
        const [theirs, ...taken] = await interleave(rounds, [() => numpy.ask(theirTask), ...ours.map((one) => () => one.ask(task))]);
        numpyTimes[theirTask] = [...(numpyTimes[theirTask] ?? []), ...theirs];
        measured.push({
          name: `${name} ${task}`,
          taken,
          theirTask,
          limits: [name === "pcg64-numpy" ? 30 : kind === "uniform" ? 8 : 15, 5, 8],
        });
      }
    }
    for (const one of ours) one.end();
  }
  numpy.end();
  console.log("| ten million numbers | NumPy, ms | TypeScript, ms | ratio | native, ms | ratio | WebAssembly, ms | ratio |");
  console.log("|---|--:|--:|--:|--:|--:|--:|--:|");
  for (const { name, taken, theirTask, limits } of measured) {
    const theirs = median(numpyTimes[theirTask]);
    const cells = taken.map((times, k) => {
      const ratio = median(times) / theirs;
      if (ratio > limits[k]) late++;
      return `${milliseconds(median(times))} |${ratio.toFixed(1).padStart(6)}${ratio > limits[k] ? ` BEYOND ${limits[k]}` : ""}`;
    });
    console.log(`| ${name.padEnd(46)} |${milliseconds(theirs)} |${cells.join(" |")} |`);
  }
  console.log("");
}

function lacksTruncated(algorithm) {
  try {
    algorithm.meter().truncatedNormal(4, "float32");
    return false;
  } catch {
    return true;
  }
}

async function models(folder) {
  const torch = worker(pythonOf("torch-2.13"), [here("models-worker.py")]);
  const gatewise = worker(process.execPath, [here("models-worker.mjs"), folder]);
  const beside = [
    ["orthogonal", "orthogonal 1024×1024, torch", 30],
    ["lstm", "a two-layer LSTM of 1024 units, torch", undefined],
    ["inspect", "singular values of a 4096×1024 matrix, torch", undefined],
  ];
  for (const [task, name, limit] of beside.filter(([, name]) => wanted(name))) {
    const [ours, theirs] = await interleave(rounds, [() => gatewise.ask(task), () => torch.ask(task)]);
    tell(name, ours, theirs, limit);
  }
  gatewise.end();
  torch.end();
}

/** One step of training a recurrent layer, forward and backward with every gradient: T,B,I,H. */
async function training(folder) {
  const gatewise = (name, threads) => worker(process.execPath, [here("training-worker.mjs"), folder, name], threads);
  const torch = (threads) => worker(pythonOf("torch-2.13"), [here("training-worker.py")], threads);
  const tensorflow = () => {
    ensureInstalled(here("peers"));
    return worker(process.execPath, [here("peers/tensorflow-js.mjs")]);
  };
  const beside = [
    ["native lstm 50,32,128,128", "PyTorch", 1.25, 30],
    ["native lstm 50,1,128,128", "PyTorch", 1.25, 30],
    ["native lstm 100,128,256,256", "PyTorch", 1.25, 5],
    ["native lstm 200,16,64,64", "PyTorch", 1.25, 20],
    ["native gru 50,32,128,128", "PyTorch", 1.25, 20],
    ["native rnn 50,32,128,128", "PyTorch", 1.25, 20],
    ["native lstm 50,32,128,128", "PyTorch", 1.25, 30, 2],
    ["native gru 50,32,128,128", "PyTorch", 1.25, 20, 2],
    ["native rnn 50,32,128,128", "PyTorch", 1.25, 20, 2],
    ["wasm lstm 50,32,128,128", "TensorFlow.js", 1 / 8, 3],
    ["wasm lstm 50,1,128,128", "TensorFlow.js", 1 / 8, 5],
    ["wasm gru 50,32,128,128", "TensorFlow.js", 1 / 8, 3],
  ];
  for (const [task, peer, limit, times, threads = 1] of beside) {
    const title = `train ${task}, ${threads > 1 ? "two threads (wall), " : ""}${peer}`;
    if (!wanted(title)) continue;
    const [backend, ...line] = task.split(" ");
    const [ours, theirs] = [gatewise(backend, threads), peer === "PyTorch" ? torch(threads) : tensorflow()];
    const taken = await interleave(times, [() => ours.ask(line.join(" ")), () => theirs.ask(line.join(" "))]);
    ours.end();
    theirs.end();
    tell(title, ...taken, limit);
  }
}

/** One step of a character model with Adam, everything included: 32 readers of 64 characters, layers and units, one thread and two. */
async function characters(folder) {
  for (const threads of [1, 2]) {
    for (const shape of ["2,256", "1,128", "2,512"]) {
      const title = `train characters ${shape.replace(",", " x ")}, ${threads > 1 ? "two threads (wall), " : ""}PyTorch`;
      if (!wanted(title)) continue;
      const ours = worker(process.execPath, [here("text-worker.mjs"), folder, "native"], threads);
      const theirs = worker(pythonOf("torch-2.13"), [here("text-worker.py")], threads);
      const taken = await interleave(shape === "2,512" ? 5 : 9, [() => ours.ask(shape), () => theirs.ask(shape)]);
      ours.end();
      theirs.end();
      tell(title, ...taken, 1.25);
    }
  }
}

/** One step of an LSTM that a user writes as an equation, beside the fused primitive with the same weights: T,B,I,H. */
async function equations(folder) {
  const title = "train equation 10,64,27,64, the fused primitive";
  if (!wanted(title)) return;
  const own = worker(process.execPath, [here("equation-worker.mjs"), folder]);
  const taken = await interleave(9, [() => own.ask("equation"), () => own.ask("fused")]);
  own.end();
  tell(title, ...taken, 4);
}

async function starts(folder) {
  const empty = () => wall(process.execPath, ["-e", "0"]);
  if (wanted("gatewise --help")) {
    const [ours, theirs] = await interleave(20, [() => wall(process.execPath, [join(folder, "main.mjs"), "--help"]), empty]);
    tell("gatewise --help, an empty Node (wall)", ours, theirs, 2);
  }
  if (wanted("plan of 100 layers")) {
    // A new process each time: a plan is made once, by code that nothing has warmed up.
    const plan = async () => {
      const gatewise = worker(process.execPath, [here("models-worker.mjs"), folder]);
      const seconds = await gatewise.ask("plan");
      gatewise.end();
      return seconds;
    };
    const [ours, theirs] = await interleave(10, [plan, empty]);
    tell("plan of 100 layers, an empty Node (wall)", ours, theirs, 1);
  }
}

const folder = await build();
try {
  console.log(`${cpus()[0].model}, Node ${process.versions.node}, ${new Date().toISOString().slice(0, 10)}\n`);
  await streams(folder);
  console.log(`| what, beside what${" ".repeat(36)} | ours, ms | theirs, ms | ratio | limit      |`);
  console.log("|---|--:|--:|--:|---|");
  await models(folder);
  await training(folder);
  await characters(folder);
  await equations(folder);
  await starts(folder);
} finally {
  rmSync(folder, { recursive: true });
}
if (late > 0) {
  console.error(`${late} beyond their limits`);
  process.exitCode = 1;
}
