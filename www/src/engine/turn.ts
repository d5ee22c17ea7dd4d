// How a thread that is busy hears what has arrived meanwhile: the worker's, or the page's between two pieces of work.

const { port1, port2 } = new MessageChannel();
const waiting: (() => void)[] = [];
port1.onmessage = () => waiting.shift()?.();

/** One turn of the message loop: what has arrived meanwhile is heard first. */
export function turn(): Promise<void> {
  return new Promise((done) => {
    waiting.push(done);
    port2.postMessage(null);
  });
}
