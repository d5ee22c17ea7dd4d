// The same experiment as a program: the surface, the schedules, and one function a run that goes the same way.

import { get, type Json, pointer } from '../../../document/pointer';
import { Draft, type Ran } from './experiment';
import { helper, type LibraryName, libraries } from './libraries';
import { float } from './python';
import { runLines } from './runs';
import { surfaceLines } from './surface';
import type { CodeWords } from './words';

export type Written = { readonly code: string } | { readonly why: string };

/** More numbers than this are no code. */
const mostNumbers = 4000;

/** Writes the program, or says why there is none. */
export function program(name: LibraryName, ran: Ran, words: CodeWords): Written {
  const library = libraries[name];
  const draft = new Draft(library, ran, words);
  if (draft.rows * draft.columns.length > mostNumbers) return { why: words.tooManyRows(draft.rows) };
  const derivatives = ran.sources.runs.flatMap(({ gradient }) => gradient);
  if (name === 'numpy' && derivatives.includes('…')) return { why: words.tooLong };

  // what the runs and the surface need is known once they are written
  const runs = runLines(draft);
  const surface = surfaceLines(draft);
  const helpers = [...draft.needed].map(([one, arrays]) => helper(one, library, arrays, words));
  for (const need of helpers.flatMap(({ needs }) => needs)) draft.need(need);
  if ([...draft.schedules.values()].flat().some((line) => line.includes('math.'))) draft.need('math');
  const blocks = [
    heading(draft),
    imports(draft),
    given(draft),
    data(draft),
    ...helpers.map(({ lines }) => lines),
    ...surface,
    ...draft.schedules.values(),
    ...runs,
  ];
  return { code: laidOut(blocks.filter((lines) => lines.length > 0)) };
}

/** Two empty lines around functions, one elsewhere. */
function laidOut(blocks: readonly (readonly string[])[]): string {
  const isFunction = (lines: readonly string[] | undefined) => lines?.[0]?.startsWith('def ');
  const gap = (k: number) => (isFunction(blocks[k]) || isFunction(blocks[k - 1]) ? '\n\n\n' : '\n\n');
  return `${blocks.map((lines, k) => (k === 0 ? '' : gap(k)) + lines.join('\n')).join('')}\n`;
}

function heading(draft: Draft): string[] {
  const { ran, words } = draft;
  const names = ran.runs.map(({ name }) => name).join(', ');
  const lines = [`${words.title(names, ran.sources.runs[0]?.f ?? '')}`];
  const field = (name: string) => get(ran.document, pointer(name));
  if (ran.runs.some((_, run) => draft.task(run, 'noise') !== 0)) lines.push(words.noise);
  if (draft.batched) lines.push(words.batches);
  if (Number(field('repeat') ?? 1) > 1) lines.push(words.seeds);
  if (((field('changes') ?? []) as readonly Json[]).length > 0) lines.push(words.changes);
  // what people wrote must not end its line
  return lines.map((line) => `# ${line.replace(/[\s\p{C}]+/gu, ' ').trim()}`);
}

function imports({ library, needed, words }: Draft): string[] {
  const math = needed.has('math') ? ['import math', ''] : [];
  const from = (name: string, line: string) => (needed.has(name) ? [line] : []);
  switch (library.name) {
    case 'numpy':
      return [...math, 'import numpy as np'];
    case 'torch':
      return [...math, 'import torch', '', `torch.set_default_dtype(torch.float64)  # ${words.digits}`];
    case 'jax':
      return [
        ...math,
        'import jax',
        'import jax.numpy as jnp',
        ...from('rng', 'import numpy as np'),
        ...from('optax', 'import optax'),
        ...from('lax', 'from jax import lax'),
        '',
        `jax.config.update("jax_enable_x64", True)  # ${words.digits}`,
      ];
  }
}

function given(draft: Draft): string[] {
  const entries = Object.entries(draft.ran.sources.given);
  if (entries.length === 0) return [];
  return [`# ${draft.words.given}`, ...entries.map(([name, value]) => `${draft.name(name)} = ${float(value)}`)];
}

/** The rows, and what draws from them. */
function data(draft: Draft): string[] {
  const { library, words, needed, batched } = draft;
  const out: string[] = [];
  for (const [name, values] of Object.entries(draft.ran.sources.columns)) {
    const lines = [''];
    for (const value of values) {
      const next = `${float(value)}, `;
      if ((lines.at(-1) ?? '').length + next.length > 88) lines.push('');
      lines[lines.length - 1] += next;
    }
    const list = `[\n${lines.map((line) => `    ${line.trimEnd()}`).join('\n')}\n]`;
    out.push(`${draft.name(name)} = ${library.array(list)}`);
  }
  if (out.length > 0) out.unshift(`# ${words.columns}`);
  if (batched && library.name === 'jax') out.push(`every = jnp.arange(${draft.rows})`);
  if (needed.has('rng')) out.push(library.name === 'torch' ? 'torch.manual_seed(0)' : 'rng = np.random.default_rng(0)');
  return out;
}
