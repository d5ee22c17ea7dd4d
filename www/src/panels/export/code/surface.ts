// The surface in Python: the library's functions that it calls, f, and its slopes.

import type { Draft } from './experiment';
import { type Named, type Place, python, wrapped } from './python';
import { callsIn, type Formula, isFunction, type Line, readFormula } from './tree';

export function surfaceLines(draft: Draft): string[][] {
  const { ran, surfaces, library, words, batched, rows } = draft;
  const { runs, library: texts } = ran.sources;
  const mean = (value: string) => (rows > 0 ? `${library.module}.mean(${value})` : value);
  const more = batched ? ', rows' : '';
  const every = batched ? `, rows=${library.name === 'jax' ? 'every' : 'slice(None)'}` : '';
  const blocks: string[][] = [];
  for (const name of called(
    runs.map(({ f }) => readFormula(f, surfaces)),
    draft,
  )) {
    const formula = readFormula(texts[name] ?? '0', surfaces);
    blocks.push([`def ${name}(x, y):`, ...body(formula, draft, false, (value) => value)]);
  }
  runs.forEach(({ f: text, gradient: slopes }, run) => {
    if (runs.findIndex(({ f }) => f === text) < run) return;
    const { f, gradient } = draft.functions(run);
    const doc = rows > 0 ? [`    """${words.mean}"""`] : [];
    blocks.push([`def ${f}(x, y${every}):`, ...doc, ...body(readFormula(text, surfaces), draft, rows > 0, mean)]);
    if (library.name === 'numpy') {
      const lines = written(
        slopes.map((one) => readFormula(one, surfaces)),
        draft,
        mean,
      );
      blocks.push([`def ${gradient}(w${every}):`, `    """${words.slopes}"""`, '    x, y = w', ...lines]);
    } else if (library.name === 'torch' && draft.needed.has(gradient)) {
      blocks.push([
        `def ${gradient}(w${every}):`,
        `    """${words.slopes}"""`,
        '    w = w.detach().requires_grad_()',
        `    return torch.autograd.grad(${f}(*w${more}), w)[0]`,
      ]);
    } else if (library.name === 'jax') {
      blocks.push([`${gradient} = jax.jit(jax.grad(lambda w${every}: ${f}(*w${more})))`]);
    }
  });
  return blocks;
}

/** The surfaces of the library that formulas call, also by way of others. */
function called(formulas: readonly Formula[], { ran, surfaces }: Draft): string[] {
  const found = new Set<string>();
  const visit = ({ lets, value }: Formula) => {
    for (const name of [...lets.map((line) => line.value), value].flatMap(callsIn)) {
      if (isFunction(name) || found.has(name)) continue;
      found.add(name);
      visit(readFormula(ran.sources.library[name] ?? '0', surfaces));
    }
  };
  formulas.forEach(visit);
  return [...found].reverse();
}

/** `let` lines, then what becomes of the value. */
function body(formula: Formula, draft: Draft, arrays: boolean, end: (value: string) => string): string[] {
  const place = placeOf(draft, arrays, draft.library.name === 'numpy' ? 'none' : 'taken');
  const lines = lets(formula.lets, place, draft);
  const value = wrapped(formula.value, place, 4);
  // a surface that is the same everywhere has slopes too
  const depends = /\b[xy]\b/.test(value) || lines.length > 0;
  return [...lines, `return ${end(depends ? value : `${value} + 0 * x`)}`].map((line) => `    ${line}`);
}

/** The slopes as they were written out. */
function written(slopes: readonly Formula[], draft: Draft, mean: (value: string) => string): string[] {
  const parts = slopes.map(({ lets: own, value }, k) => {
    const place = placeOf(draft, draft.rows > 0, 'written');
    const lines = lets(own, place, draft);
    return [...lines, `${k === 0 ? 'dx' : 'dy'} = ${mean(wrapped(value, place, 4))}`];
  });
  return [...parts.flat(), 'return np.array([dx, dy])'].map((line) => `    ${line}`);
}

/** Where a formula stands, with the names of its own. */
function placeOf(draft: Draft, arrays: boolean, slopes: Place['slopes']): Place & { readonly own: Map<string, Named> } {
  const own = new Map<string, Named>();
  for (const name of ['x', 'y']) own.set(name, { text: name, kind: 'value' });
  if (arrays) {
    for (const name of draft.columns)
      own.set(name, { text: draft.name(name) + (draft.batched ? '[rows]' : ''), kind: 'value' });
  }
  const named = (name: string) => own.get(name) ?? draft.constant(name);
  return { library: draft.library, arrays, slopes, named, need: (name) => draft.need(name, arrays), own };
}

function lets(lines: readonly Line[], place: ReturnType<typeof placeOf>, draft: Draft): string[] {
  return lines.map(({ name, value }) => {
    const text = wrapped(value, place, 4);
    // a local name must not hide one that it is made of
    const hides = draft.columns.includes(name) || draft.constant(name) !== undefined;
    const own = name === 'x' || name === 'y' ? name : draft.name(name) + (hides ? '_' : '');
    const kink = value.kind === 'call' && (value.name === 'sqrt' || value.name === 'hypot');
    place.own.set(name, { text: own, kind: python(value, place).kind, kink });
    return `${own} = ${text}`;
  });
}
