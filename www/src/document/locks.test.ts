import { describe, expect, it } from 'vitest';
import { hidesEdge, lockedChange, mayChange } from './locks';
import { type Json, set } from './pointer';

const of = (controls?: string[], more: { [key: string]: Json } = {}): Json => ({
  task: { surface: { f: 'x^2', start: [1, 2], steps: 50 } },
  runs: [{ optimizer: { gd: { lr: 0.1 } } }, { optimizer: { adam: { lr: 0.1, beta1: 0.9 } } }],
  seed: 7,
  changes: [],
  view: { panels: [] },
  ...(controls && { controls }),
  ...more,
});

const changed = { run: 1, at: 3, set: { '/optimizer/adam/lr': 0.2 } };

describe('what an exercise leaves to a hand', () => {
  it.each([
    // controls, where, what is put there, and what it touches that is locked
    [undefined, '/runs/0/optimizer/gd/lr', 0.2, undefined],
    [[], '/runs/0/optimizer/gd/lr', 0.2, '/runs/0/optimizer/gd/lr'],
    [[], '/view/at', 5, undefined],
    [['/runs/0/optimizer/gd/lr'], '/runs/0/optimizer/gd/lr', 0.2, undefined],
    [['/runs/0/optimizer/gd/lr'], '/runs/0/optimizer', { adam: {} }, '/runs/0/optimizer/gd'],
    [['/runs/0/optimizer/gd/l'], '/runs/0/optimizer/gd/lr', 0.2, '/runs/0/optimizer/gd/lr'],
    [['/runs/0/optimizer'], '/runs/0/optimizer', { adam: {} }, undefined],
    [['/runs/0/optimizer'], '/runs/0/warmup', 3, '/runs/0/warmup'],
    [['/runs/0/optimizer/written/text'], '/runs/0/optimizer', { written: { text: 'w = w' } }, '/runs/0/optimizer/gd'],
    [['/runs/0'], '/runs/2', {}, '/runs/2'],
    [['/runs'], '/runs/2', {}, undefined],
    [['/runs/0'], '/task/surface/start', [1, 3], '/task/surface/start/1'],
    [['/task/surface/start'], '/task/surface/start/1', 3, undefined],
    [['/runs/1'], '/changes', [changed], undefined],
    [['/runs/0'], '/changes', [changed], '/runs/1/optimizer/adam/lr'],
    [['/runs'], '/controls', undefined, '/controls'],
    [['/runs'], '/goals', [], '/goals'],
    [['/runs'], '/seed', 8, '/seed'],
  ] as const)('%j: %s', (controls, at, value, locked) => {
    const document = of(controls as string[] | undefined);
    expect(lockedChange(document, set(document, at, value as Json | undefined))).toBe(locked);
  });

  it('a student has a seed of their own', () => {
    const document = of([], { exercise: { seed_by_student: true } });
    expect(lockedChange(document, set(document, '/seed', 8))).toBeUndefined();
    expect(mayChange(document, '/seed')).toBe(false);
  });

  it('a whole is open where a part of it is', () => {
    const document = of(['/task/surface/start/0']);
    expect(mayChange(document, '/task/surface/start')).toBe(true);
    expect(mayChange(document, '/task/surface/start/1')).toBe(false);
    expect(mayChange(document, '/task/surface/steps')).toBe(false);
    expect(mayChange(of(), '/task/surface/steps')).toBe(true);
  });

  it('nothing is locked while it is being set, and all of it again afterwards', () => {
    const setting = of([], { view: { panels: ['probe', 'exercise'] }, exercise: { text: 'x' } });
    expect([mayChange(setting, '/controls'), mayChange(of([]), '/controls')]).toEqual([true, false]);
    for (const at of ['/controls', '/goals', '/exercise/text', '/runs/0/optimizer/gd/lr', '/seed'])
      expect(lockedChange(setting, set(setting, at, 8))).toBeUndefined();
    const closed = set(setting, '/view/panels', ['probe']);
    expect(lockedChange(setting, closed)).toBeUndefined();
    expect(lockedChange(closed, set(closed, '/exercise/text', 'y'))).toBe('/exercise/text');
  });

  it('the edge is told unless it is asked for', () => {
    expect([of(), of([], { goals: [{ edge: { run: 0 } }] }), of([], { goals: ['edge'] })].map(hidesEdge)).toEqual([
      false,
      true,
      true,
    ]);
  });
});
