/** Gives everything else a turn: input, timers, messages. */
export function nextTurn(): Promise<void> {
  const { setImmediate: immediately } = globalThis as { setImmediate?: (call: () => void) => unknown };
  if (immediately !== undefined) return new Promise((resolve) => immediately(resolve));
  // A browser holds timers back for 4 ms; messages come at once.
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
