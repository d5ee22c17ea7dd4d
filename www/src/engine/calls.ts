// Calls between the page and a worker: a question has a number, and its answer the same.

/** What a worker can be asked: each question by its name. */
export type Api = Readonly<Record<string, (...given: never[]) => unknown>>;

/** The same from the page's side: every answer comes later. */
export type Remote<A> = {
  readonly [K in keyof A]: A[K] extends (...given: infer G) => infer R ? (...given: G) => Promise<Awaited<R>> : never;
};

interface Question {
  readonly number: number;
  readonly name: string;
  readonly given: never[];
}

interface Answer {
  readonly number: number;
  readonly value: unknown;
}

/** Asks a worker. What it never answers stays open: a worker that breaks down is told apart by its error event. */
export function ask<A extends object>(worker: Worker): Remote<A> {
  const open = new Map<number, (value: unknown) => void>();
  let asked = 0;
  worker.addEventListener('message', ({ data }: MessageEvent<Answer>) => {
    open.get(data.number)?.(data.value);
    open.delete(data.number);
  });
  const call = (name: string, given: unknown[]) =>
    new Promise((answered) => {
      asked += 1;
      open.set(asked, answered);
      worker.postMessage({ number: asked, name, given });
    });
  return new Proxy({} as Remote<A>, {
    get: (_, name) => (typeof name === 'string' ? (...given: unknown[]) => call(name, given) : undefined),
  });
}

/** Answers in a worker. Lists of numbers change hands instead of being copied. */
export function answer(api: Api): void {
  const scope = globalThis as unknown as Pick<Worker, 'postMessage' | 'addEventListener'>;
  scope.addEventListener('message', async (event) => {
    const { number, name, given } = (event as MessageEvent<Question>).data;
    const value = await api[name]?.(...given);
    scope.postMessage({ number, value } satisfies Answer, [...lists(value)]);
  });
}

/** The memory of all typed arrays in plain data, each once. */
function lists(value: unknown, found = new Set<ArrayBuffer>()): Set<ArrayBuffer> {
  if (ArrayBuffer.isView(value)) found.add(value.buffer as ArrayBuffer);
  else if (typeof value === 'object' && value) for (const inner of Object.values(value)) lists(inner, found);
  return found;
}
