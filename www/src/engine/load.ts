// Getting the engine: each way this can fail is told apart, because each asks for something else to be done.

import { type Failure, failure, type Result } from './failure';

/** (module (func (result v128) (i8x16.splat (i32.const 0)))): valid only where there is SIMD. */
const simdProbe = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 8, 1, 6, 0, 65, 0, 253, 15, 11,
]);

/** Without, everything is done by an engine that does without. */
export const hasVectors = (() => {
  try {
    return WebAssembly.validate(simdProbe);
  } catch {
    return true;
  }
})();

/** A module, which can be handed to any number of workers. */
export type Compiling = Promise<Result<WebAssembly.Module>>;

/** An engine's module, fetched and compiled once a page; after a failure it is tried again. */
export function engineAt(address: string): () => Compiling {
  let compiling: Compiling | undefined;
  return () => {
    compiling ??= load(address).then((result) => {
      if ('failed' in result) compiling = undefined;
      return result;
    });
    return compiling;
  };
}

async function load(address: string): Compiling {
  if (typeof globalThis.WebAssembly?.validate !== 'function')
    return { failed: failure('no_webassembly', 'this browser has no WebAssembly') };
  const file = new URL(address, import.meta.url).href;
  let response: Response;
  try {
    response = await fetch(file);
  } catch (error) {
    return { failed: failure('wasm_unreachable', `${file}: ${String(error)}`, { file }) };
  }
  const status = String(response.status);
  if (!response.ok) return { failed: failure('wasm_missing', `${file}: HTTP ${status}`, { file, status }) };
  try {
    return { ok: await compile(response, file) };
  } catch (error) {
    return { failed: isFailure(error) ? error : failure('wasm_broken', `${file}: ${String(error)}`, { file }) };
  }
}

/** Streams where the server names the type; a server that does not know .wasm only costs the streaming. */
async function compile(response: Response, file: string): Promise<WebAssembly.Module> {
  const type = response.headers.get('content-type') ?? '';
  if (/^application\/wasm\b/i.test(type)) return WebAssembly.compileStreaming(response);
  const bytes = await response.arrayBuffer();
  const magic = new Uint8Array(bytes, 0, Math.min(4, bytes.byteLength));
  if (String.fromCharCode(...magic) !== '\0asm') {
    throw failure('wasm_not_wasm', `${file}: ${type}, no WebAssembly`, {
      file,
      type: type || '?',
    });
  }
  return WebAssembly.compile(bytes);
}

function isFailure(error: unknown): error is Failure {
  return typeof error === 'object' && error !== null && 'code' in error && 'params' in error;
}
