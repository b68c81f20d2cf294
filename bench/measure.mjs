/** Measures programs side by side: processes on the same cores that wait for each other, taken in turn round by round. */
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

/** Whether the system can hold a program to some cores: to core 0, and with more threads to as many from there on. */
const pinned = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

const heldTo = (threads, command, parameters) =>
  pinned ? ["taskset", "-c", `0-${threads - 1}`, command, ...parameters] : [command, ...parameters];

/** Starts a program on so many cores. Each line written to it is answered by one line of seconds: of processor time, with several threads of the clock. */
export function worker(command, parameters, threads = 1) {
  const [program, ...rest] = heldTo(threads, command, parameters);
  const count = String(threads);
  const env = { ...process.env, GATEWISE_THREADS: count, OMP_NUM_THREADS: count, MKL_NUM_THREADS: count, OPENBLAS_NUM_THREADS: count };
  const child = spawn(program, rest, { env, stdio: ["pipe", "pipe", "inherit"] });
  const answers = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    async ask(line) {
      child.stdin.write(`${line}\n`);
      const { value, done } = await answers.next();
      if (done) throw new Error(`${command} ${parameters.join(" ")} ended at "${line}"`);
      return Number(value);
    },
    end: () => child.stdin.end(),
  };
}

/** Seconds from a program's start to its end on the one core. */
export function wall(command, parameters) {
  const [program, ...rest] = heldTo(1, command, parameters);
  const from = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${parameters.join(" ")}: ${stderr}`);
  return Number(process.hrtime.bigint() - from) / 1e9;
}

/** Seconds that a worker reports for what it does: of processor time, with several threads of the clock. */
export async function secondsOf(work) {
  const many = Number(process.env.GATEWISE_THREADS) > 1;
  const from = many ? performance.now() * 1000 : process.cpuUsage();
  await work();
  if (many) return (performance.now() * 1000 - from) / 1e6;
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e6;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Runs every measurement once a round and gives the times of each; the first round warms up. */
export async function interleave(rounds, measurements) {
  const times = measurements.map(() => []);
  for (let round = 0; round <= rounds; round++) {
    for (let k = 0; k < measurements.length; k++) {
      const seconds = await measurements[k]();
      if (round > 0) times[k].push(seconds);
    }
  }
  return times;
}
