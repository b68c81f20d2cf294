/** The way from a worker to who started it, in Node and in browsers alike. */
export interface Port<In, Out> {
  listen(hear: (message: In) => void): void;
  post(message: Out, transfer?: ArrayBuffer[]): void;
}

interface NodePort {
  on(event: "message", hear: (message: never) => void): void;
  postMessage(message: unknown, transfer?: ArrayBuffer[]): void;
}

/** Gives the port inside a worker. */
export function portOfWorker<In, Out>(): Port<In, Out> {
  const parent = nodeThreads()?.parentPort;
  if (parent !== undefined && parent !== null) {
    return { listen: (hear) => parent.on("message", hear), post: (message, transfer) => parent.postMessage(message, transfer) };
  }
  const scope = globalThis as unknown as { onmessage: ((event: { data: In }) => void) | null; postMessage: NodePort["postMessage"] };
  return {
    listen(hear) {
      scope.onmessage = ({ data }) => hear(data);
    },
    post: (message, transfer) => scope.postMessage(message, transfer),
  };
}

/** A worker as its starter sees it. */
export interface Started<In, Out> extends Port<In, Out> {
  /** Hears why it cannot start, or fell. */
  fails(hear: (error: Error) => void): void;
  end(): void;
}

/** What is used of `node:worker_threads`. */
interface Threads {
  readonly parentPort: NodePort | null;
  readonly Worker: new (
    url: URL,
    options: { readonly resourceLimits: { readonly maxYoungGenerationSizeMb: number } },
  ) => NodePort & {
    on(event: "error", hear: (error: Error) => void): void;
    on(event: "exit", hear: (code: number) => void): void;
    terminate(): Promise<number>;
  };
}

/** Node's threads where this runs in Node, else null: bundlers for browsers see no import. */
export function nodeThreads(): Threads | null {
  const { process } = globalThis as { process?: { getBuiltinModule?: (name: string) => unknown; versions?: { node?: string } } };
  if (process?.versions?.node === undefined) return null;
  return (process.getBuiltinModule?.("node:worker_threads") ?? null) as Threads | null;
}
