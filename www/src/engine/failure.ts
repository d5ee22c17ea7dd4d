// What can go wrong, as a value: errors lose their properties on the way from a worker, values do not.

export interface Failure {
  /** Stable: "out_of_range", "wasm_missing", … Words for people are made from it. */
  readonly code: string;
  /** Where in the document: "runs[1].optimizer.adam.beta2"; empty where it is not about a place in one. */
  readonly path: string;
  /** One English sentence, for the console and for codes that have no words yet. */
  readonly message: string;
  /** [start, end) in the document or, where the path is a formula's, in the formula. */
  readonly span?: readonly [number, number] | undefined;
  readonly params: Readonly<Record<string, string>>;
}

export type Result<T> = { readonly ok: T } | { readonly failed: Failure };

/** A failure of the page's own machinery. */
export function failure(code: string, message: string, params: Record<string, string> = {}): Failure {
  return { code, path: '', message, params };
}

/** Reads an error thrown by the engine; anything else is the engine's own breakdown. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Error && error.name === 'FallLineError') {
    const { code, path, span, params } = error as Error & Partial<Failure>;
    return { code: code ?? '', path: path ?? '', message: error.message, span, params: { ...params } };
  }
  const message = error instanceof Error ? error.message : String(error);
  return failure(crashed, message, { detail: message });
}

/** The code of a breakdown: the worker is replaced and the document run again, once. */
export const crashed = 'engine_crashed';

/** The answer to whoever does not wait any more. */
export const left = { failed: failure(crashed, 'left') } as const;

/** What comes of it, or what went wrong. */
export async function tried<T>(question: () => T | Promise<T>): Promise<Result<T>> {
  try {
    return { ok: await question() };
  } catch (error) {
    return { failed: toFailure(error) };
  }
}
