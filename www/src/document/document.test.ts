import { describe, expect, it } from 'vitest';
import { lineColumn, locate } from './locate';
import { get, keysOf, pointer, pointerOfPath, set } from './pointer';

describe('pointers', () => {
  const document = { runs: [{ optimizer: { gd: { lr: 0.1 } } }], 'a/b~c': 1 };

  it('name a value and find it', () => {
    expect(pointer('runs', 0, 'optimizer')).toBe('/runs/0/optimizer');
    expect(get(document, '/runs/0/optimizer/gd/lr')).toBe(0.1);
    expect(get(document, pointer('a/b~c'))).toBe(1);
    expect(keysOf(pointer('a/b~c'))).toEqual(['a/b~c']);
    expect(get(document, '/runs/3/name')).toBeUndefined();
    expect(get(document, '')).toBe(document);
  });

  it('set a value in a copy', () => {
    const changed = set(document, '/runs/0/optimizer/gd/lr', 0.5);
    expect(get(changed, '/runs/0/optimizer/gd/lr')).toBe(0.5);
    expect(document.runs[0]?.optimizer.gd.lr).toBe(0.1);
    expect(set({}, '/view/at', 3)).toEqual({ view: { at: 3 } });
    expect(() => set({ a: 1 }, '/a/b', 1)).toThrow(TypeError);
  });

  it('come from the engine’s paths', () => {
    expect(pointerOfPath('runs[1].optimizer.adam.beta2')).toBe('/runs/1/optimizer/adam/beta2');
    expect(pointerOfPath('')).toBe('');
  });
});

describe('places in a text', () => {
  const text = '{\n  "task": {"surface": {"f": "a \\"b\\"", "start": [1, -2.5]}},\n  "runs": [ {"x": []}, true ]\n}';
  const at = (path: string) => {
    const span = locate(text, path);
    return span && text.slice(...span);
  };

  it('are found by pointer', () => {
    expect(at('/task/surface/f')).toBe('"a \\"b\\""');
    expect(at('/task/surface/start')).toBe('[1, -2.5]');
    expect(at('/task/surface/start/1')).toBe('-2.5');
    expect(at('/runs/0/x')).toBe('[]');
    expect(at('/runs/1')).toBe('true');
    expect(at('')).toBe(text);
    expect(at('/nowhere')).toBeUndefined();
    expect(text.slice(...(locate(text, '/task/surface/start', 'key') ?? [0, 0]))).toBe('"start"');
  });

  it('do not trip over broken texts', () => {
    for (const broken of ['', '{', '{"a"', '{"a": [1,', '{"a" 1}', '[[[', '{"a": "', 'nul', '{,}']) {
      expect(() => locate(broken, '/a/0')).not.toThrow();
    }
  });

  it('have a line and a column', () => {
    expect(lineColumn('ab\ncd', 0)).toEqual({ line: 1, column: 1 });
    expect(lineColumn('ab\ncd', 4)).toEqual({ line: 2, column: 2 });
  });
});
