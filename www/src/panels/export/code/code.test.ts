import { describe, expect, it } from 'vitest';
import { en } from '../../../text/en';
import { words as runWords } from '../../runs/words';
import { type Library, libraries } from './libraries';
import { type Named, type Place, python, wrapped } from './python';
import { scheduleOf } from './schedules';
import { readFormula, readRule } from './tree';
import { codeWords } from './words';

const surfaces = new Set(['bowl', 'valley']);
const names: Readonly<Record<string, Named>> = {
  x: { text: 'x', kind: 'value' },
  y: { text: 'y', kind: 'value' },
  t: { text: 't', kind: 'scalar' },
  a: { text: 'a', kind: 'constant' },
  bowl: { text: 'bowl_', kind: 'constant' },
};

function placeIn(library: Library, more: Partial<Place> = {}): Place & { needed: Set<string> } {
  const needed = new Set<string>();
  const place = { library, arrays: false, slopes: 'none', named: (name: string) => names[name], ...more } as const;
  return { ...place, need: (name) => needed.add(name), needed };
}

function inPython(text: string, library: Library, more: Partial<Place> = {}): string {
  return python(readFormula(text, surfaces).value, placeIn(library, more)).text;
}

const { numpy, torch, jax } = libraries;

describe('formulas in Python', () => {
  it('keep their order of operations, with brackets only where Python needs them', () => {
    for (const [text, expected] of [
      ['x^2/100 + y^2', 'x**2 / 100 + y**2'],
      ['1/2x', '1 / 2 * x'],
      ['2(x + 1)y', '2 * (x + 1) * y'],
      ['-x^2', '-x**2'],
      ['(-x)^2', '(-x)**2'],
      ['2^-x^y', '2**-x**y'],
      ['(2^x)^y', '(2**x)**y'],
      ['x - (y - a) - -t', 'x - (y - a) - -t'],
      ['x/(y*a)/t', 'x / (y * a) / t'],
      ['x × y ÷ 2 − .5e-3π', 'x * y / 2 - 0.0005 * np.pi'],
      ['max(x,\n min(y, 2))', 'max(x, min(y, 2))'],
      ['if(x <= y, 1, 2)*3', '(1 if x <= y else 2) * 3'],
      ['if(x ≠ y, if(x > 1, 2, 3), 4)', '(2 if x > 1 else 3) if x != y else 4'],
      ['asin(x) + atan2(y, x)', 'np.arcsin(x) + np.arctan2(y, x)'],
      ['bowl(x)', 'bowl_ * x'],
      ['valley(x, y)^2', 'valley(x, y)**2'],
    ] as const) {
      expect(inPython(text, numpy), text).toBe(expected);
    }
  });

  it('call what the library at hand has, and what it lacks is defined', () => {
    for (const [text, library, expected] of [
      ['sin(x) + sqrt(2)', numpy, 'np.sin(x) + np.sqrt(2)'],
      ['sin(x) + sqrt(2)', torch, 'torch.sin(x) + math.sqrt(2)'],
      ['sin(x) + sqrt(2)', jax, 'jnp.sin(x) + math.sqrt(2)'],
      ['sqrt(t) + sin(t)', torch, 'torch.sqrt(torch.tensor(t)) + math.sin(t)'],
      ['sigmoid(x)', numpy, 'sigmoid(x)'],
      ['sigmoid(x)', jax, 'jax.nn.sigmoid(x)'],
      ['atan2(x, 1)', torch, 'torch.atan2(x, torch.tensor(1.0))'],
    ] as const) {
      expect(inPython(text, library), text).toBe(expected);
    }
    const place = placeIn(torch);
    python(readFormula('softplus(x) + pi', surfaces).value, place);
    expect([...place.needed]).toEqual(['softplus', 'math']);
  });

  it('take no slope at a kink, and the first of two that are equal', () => {
    const taken = { slopes: 'taken' } as const;
    expect(inPython('sqrt(x) + x^0.5 + x^1.5 + hypot(x, y + 1)', torch, taken)).toBe(
      'sqrt(x) + power(x, 0.5) + x**1.5 + sqrt(x**2 + (y + 1)**2)',
    );
    expect(inPython('min(x, y) + abs(x)', torch, taken)).toBe('min(x, y) + abs(x)');
    expect(inPython('min(x, y) + abs(x)', jax, taken)).toBe('smaller(x, y) + size(x)');
    expect(inPython('if(x < y, x, 1)', jax, taken)).toBe('lax.cond(x < y, lambda: x, lambda: jnp.float64(1))');
    expect(inPython('x*0.5/sqrt(y) + 2/x + x^-0.5', numpy, { slopes: 'written' })).toBe(
      'over(x * 0.5, np.sqrt(y)) + 2 / x + power(x, -0.5)',
    );
  });

  it('go element by element where values are arrays', () => {
    const arrays = { arrays: true };
    expect(inPython('if(x < y, x, 1) + max(x, 0)', numpy, arrays)).toBe('np.where(x < y, x, 1) + np.maximum(x, 0)');
    expect(inPython('max(x, 0) + max(t, 2)', torch, arrays)).toBe('torch.maximum(x, torch.tensor(0.0)) + max(t, 2)');
  });

  it('are broken at their sums where a line would be too long', () => {
    const { value } = readFormula(Array.from({ length: 9 }, (_, k) => `sin(${k}*x*y)`).join(' - '), surfaces);
    const lines = wrapped(value, placeIn(numpy), 4).split('\n');
    expect(lines).toHaveLength(11);
    expect(lines.slice(0, 3)).toEqual(['(', '        np.sin(0 * x * y)', '        - np.sin(1 * x * y)']);
    expect(lines.at(-1)).toBe('    )');
  });
});

describe('rules', () => {
  it('are read line by line, whatever ends a line', () => {
    const rule = readRule('param lr = 0.1, b = 1 - 0.1; state v, m\n\nv = b v + (\n g)\nw = w - lr*v', surfaces);
    expect(rule.params.map(({ name }) => name)).toEqual(['lr', 'b']);
    expect(rule.state).toEqual(['v', 'm']);
    expect(rule.lines.map(({ name }) => name)).toEqual(['v', 'w']);
  });

  it('and `let` lines of formulas, whose other lines do not end', () => {
    const { lets, value } = readFormula('let a = x\n let b = (a\n+ 1); b\n + y', surfaces);
    expect(lets.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(value.kind).toBe('binary');
  });
});

it('every schedule has its lines, and every optimizer its sentence', () => {
  for (const kind of Object.keys(runWords.en.schedule).filter((one) => one !== 'constant')) {
    expect(scheduleOf(kind, {}, String, codeWords.en).factor, kind).toBeDefined();
  }
  for (const words of Object.values(codeWords)) {
    for (const kind of Object.keys(en.optimizer)) expect(words.rule[kind], kind).toBeDefined();
  }
});
