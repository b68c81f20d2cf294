/** Measures programs side by side: processes on one core that wait for each other, taken in turn round by round. */
import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";

/** The core that everything runs on; 0 where the system has no taskset. */
const pinned = spawnSync("taskset", ["-c", "0", "true"]).status === 0;

/** Starts a program on the one core. Each line written to it is answered by one line of seconds of processor time. */
export function worker(command, parameters, env = {}) {
  const [program, ...rest] = pinned ? ["taskset", "-c", "0", command, ...parameters] : [command, ...parameters];
  const oneThread = { OMP_NUM_THREADS: "1", MKL_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1" };
  const child = spawn(program, rest, { env: { ...process.env, ...oneThread, ...env }, stdio: ["pipe", "pipe", "inherit"] });
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
  const [program, ...rest] = pinned ? ["taskset", "-c", "0", command, ...parameters] : [command, ...parameters];
  const from = process.hrtime.bigint();
  const { status, stderr } = spawnSync(program, rest, { encoding: "utf8" });
  if (status !== 0) throw new Error(`${command} ${parameters.join(" ")}: ${stderr}`);
  return Number(process.hrtime.bigint() - from) / 1e9;
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
