import { describe, expect, it } from 'vitest';
import type { Trace } from '../engine/client';
import { en } from '../text/en';
import { ko } from '../text/ko';
import { story as first, goal, leftAt, staysBelow, type Told } from './story';
import * as later from './told';

const domain = [-10, 10, -6, 6] as const;

function trace(optimizer: string, lr: number, steps = 120): Trace {
  const path = [-8, 2];
  let [x, y, vx, vy] = [-8, 2, 0, 0];
  const height = () => (x * x) / 100 + y * y;
  const loss = [height()];
  for (let t = 0; t < steps; t++) {
    const memory = optimizer === 'momentum' ? 0.9 : 0;
    vx = memory * vx - (lr * 2 * x) / 100;
    vy = memory * vy - lr * 2 * y;
    x += vx;
    y += vy;
    path.push(x, y);
    loss.push(height());
  }
  const limit = optimizer === 'momentum' ? 1.9 : 1;
  return {
    path: Float64Array.from(path),
    loss: Float64Array.from(loss),
    summary: { name: '', optimizer, status: 'done', evaluations: steps, fingerprint: '', limit },
  } as Trace;
}

const story = (of: Told, words: typeof en) => first(of, words, () => later);

describe('the sentence', () => {
  const tell = (rates: [number, number], words = en) =>
    story(
      {
        surface: 'valley',
        names: ['GD', 'Momentum'],
        rates,
        runs: [trace('gd', rates[0]), trace('momentum', rates[1])],
        domain,
        lowest: 0,
      },
      words,
    );

  it('of the arrival has its numbers from the runs', () => {
    expect(tell([0.95, 0.2])).toBe(
      'Both started here. Gradient descent bounces between the walls and needs 109 steps to stay below 0.01; momentum follows the valley in 58. Raise the learning rate.',
    );
    expect(tell([0.95, 0.2], ko)).toBe(
      '같은 곳에서 출발했어요. 경사하강법은 벽 사이를 튕기며 109걸음, 모멘텀은 골짜기를 따라 58걸음 만에 손실 0.01 아래로 내려가 머물러요. 학습률을 올려 보세요.',
    );
  });

  it('says so when a run leaves, falls short, or when all arrive', () => {
    expect(tell([1.1, 0.2])).toBe('GD left the picture at step 7; Momentum stays below 0.01 from step 58.');
    // momentum that needs longer is no lesson about valleys
    expect(tell([0.95, 0.08])).not.toContain('bounces');
    expect(tell([0.6, 0.2])).toContain('GD is not below 0.01 after 120 steps');
    expect(tell([1.1, 0.2], ko)).toBe(
      'GD는 7걸음째에 그림 밖으로 나갔어요. Momentum은 58걸음부터 손실 0.01 아래에 머물러요.',
    );
  });

  it('counts runs that are too many to be told', () => {
    const runs = [0.95, 0.9, 0.6, 1.1, 1.2].map((lr) => trace('gd', lr));
    const told = { surface: '', names: runs.map((_, k) => `GD ${k}`), rates: [], runs, domain, lowest: 0 };
    expect(story(told, en)).toMatch(
      /^2 of 5 runs stay below 0.01; 1 of 5 is not below 0.01 at the end; 2 of 5 left the picture\.$/,
    );
    expect(story(told, ko)).toContain('2개는 그림 밖으로 나갔어요.');
  });

  it('says that a run starts outside, and does not say that it left', () => {
    const told = {
      surface: '',
      names: ['GD'],
      rates: [],
      runs: [trace('gd', 0.6)],
      domain: [50, 60, 50, 60] as const,
      lowest: 0,
    };
    expect(story(told, en)).toBe('GD starts outside the picture.');
    expect(story(told, ko)).toBe('GD는 그림 밖에서 출발해요.');
  });

  it('counts from the step after which the loss stays below', () => {
    expect(staysBelow(Float64Array.from([4, 0.5, 2, 0.5, 0.4]), 1)).toBe(3);
    expect(staysBelow(Float64Array.from([4, 0.5, 2]), 1)).toBeUndefined();
  });

  it('asks for a round height above the lowest that is known, or that a run in the picture comes to', () => {
    const run = [trace('gd', 0.95)];
    expect(goal([...run, trace('gd', 0.6)], 0, domain)).toBe(0.01);
    expect(goal(run, -0.254, domain)).toBeCloseTo(-0.24, 12);
    expect(goal([trace('gd', 0.95, 5)], 0.397887, domain)).toBeCloseTo(0.41, 12);
    const last = run[0]?.loss.at(-1) ?? 0;
    expect(last).toBeGreaterThan(0.005);
    expect(goal(run, Number.NaN, domain)).toBe(0.02);
    // nobody knows how low it goes
    expect(goal([trace('gd', 1.2)], Number.NaN, domain)).toBeNaN();
    // it starts at the bottom
    expect(goal([trace('gd', 0)], Number.NaN, domain)).toBeNaN();
  });

  it('does not take the last few steps of a shaken run for its rest, and says once what is so of several', () => {
    const of = (losses: readonly number[], name: string) => {
      const loss = Float64Array.from(losses);
      const path = new Float64Array(2 * loss.length);
      return { path, loss, summary: { name, optimizer: 'gd', status: 'done', limit: null } } as unknown as Trace;
    };
    const steps = Array.from({ length: 101 }, (_, k) => k);
    const shaken = of(
      steps.map((k) => (k === 0 ? 3 : k === 50 || k > 96 ? 0.005 : 0.02)),
      'A',
    );
    const slow = of(
      steps.map((k) => 3 - k / 100),
      'B',
    );
    const late = of(
      steps.map((k) => (k < 97 ? 3 : 0.005)),
      'C',
    );
    const told = (runs: Trace[]) => ({
      surface: '',
      names: runs.map(({ summary }) => String(summary.name)),
      rates: [],
      runs,
      domain,
      lowest: 0,
    });
    expect(story(told([shaken, slow, late, slow]), en)).toBe(
      'A comes below 0.01 but does not stay there; B and B are not below 0.01 after 100 steps; C stays below 0.01 from step 97.',
    );
    expect(story(told([shaken, slow, late, slow]), ko)).toBe(
      'A는 손실이 0.01 아래로 내려가도 머물지는 못해요. B와 B는 100걸음이 지나도 손실이 0.01 아래로 내려가지 않아요. C는 97걸음부터 손실 0.01 아래에 머물러요.',
    );
    expect(story(told([slow, slow, slow]), en)).toBe('B, B and B are not below 0.01 after 100 steps.');
  });

  it('knows when a run has left the picture', () => {
    const path = Float64Array.from([0, 0, 20, 0, 0, 0, 30, 0]);
    expect([0, 1, 2, 3, 9].map((step) => leftAt(path, domain, step))).toEqual([undefined, 1, undefined, 3, 3]);
  });
});
