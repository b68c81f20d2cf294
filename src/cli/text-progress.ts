import { SingleBar } from "cli-progress";

/** What is told as a training goes on. */
export interface TextProgress {
  readonly step: number;
  /** From 0 to 1; null where nobody knows the end. */
  readonly part: number | null;
  readonly trainBits: number;
  readonly heldOutBits: number | null;
  readonly charactersPerSecond: number;
  /** Seconds; null where nobody knows. */
  readonly left: number | null;
}

/** Tells how a training goes: a bar in a terminal, a line now and then elsewhere. */
export interface Telling {
  progress(progress: TextProgress, important: boolean): void;
  /** Says something between the progress. */
  say(text: string): void;
  end(): void;
}

/** How long between two lines, in milliseconds. */
const between = 5000;

export function telling(): Telling {
  return process.stdout.isTTY ? bar() : lines();
}

function lines(): Telling {
  let last = Number.NEGATIVE_INFINITY;
  return {
    progress(progress, important) {
      if (!important && performance.now() - last < between) return;
      last = performance.now();
      process.stdout.write(`${wordsOf(progress)}\n`);
    },
    say: (text) => void process.stdout.write(`${text}\n`),
    end: () => {},
  };
}

function bar(): Telling {
  const single = new SingleBar(
    { format: "{bar} {words}", barsize: 20, hideCursor: true, clearOnComplete: false, gracefulExit: false, stream: process.stdout },
    { format: "", barCompleteChar: "█", barIncompleteChar: "░" },
  );
  let running = false;
  let latest: TextProgress | null = null;
  const draw = (progress: TextProgress): void => {
    const values = [Math.round((progress.part ?? 0) * 1000), { words: wordsOf(progress) }] as const;
    if (running) single.update(...values);
    else single.start(1000, ...values);
    running = true;
  };
  return {
    progress(progress) {
      latest = progress;
      draw(progress);
    },
    say(text) {
      if (running) single.stop();
      running = false;
      process.stdout.write(`${text}\n`);
      if (latest !== null) draw(latest);
    },
    end() {
      if (running) single.stop();
      running = false;
      latest = null;
    },
  };
}

function wordsOf({ step, part, trainBits, heldOutBits, charactersPerSecond, left }: TextProgress): string {
  return [
    `step ${step}${part === null ? "" : ` (${Math.floor(part * 100)} %)`}`,
    `${trainBits.toFixed(3)} bits`,
    `held out ${heldOutBits === null ? "-" : heldOutBits.toFixed(3)} bits per character`,
    `${Math.round(charactersPerSecond).toLocaleString("en-US")} characters/s`,
    ...(left === null ? [] : [`${clock(left)} left`]),
  ].join("  ");
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
