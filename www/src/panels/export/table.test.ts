import { expect, it } from 'vitest';
import { csv, file, json } from './table';

const runs = [
  { name: 'GD, "fast"', path: [1, 2, 0.1 + 0.2, -1e-9], loss: [5, 1e300], lr: [0.1], gradientNorm: [3] },
  { name: '느림', path: [], loss: [], lr: [], gradientNorm: [] },
];

it('a table has a row a step, as RFC 4180 writes it, with every digit', () => {
  expect([...csv(runs)].join('')).toBe(
    'run,step,x,y,f,lr,gradient_norm\r\n"GD, ""fast""",0,1,2,5,0.1,3\r\n"GD, ""fast""",1,0.30000000000000004,-1e-9,1e+300,,\r\n',
  );
  expect(JSON.parse([...json(runs)].join(''))[1]).toEqual({
    run: 'GD, "fast"',
    step: 1,
    x: 0.1 + 0.2,
    y: -1e-9,
    f: 1e300,
    lr: null,
    gradient_norm: null,
  });
  expect(JSON.parse([...json([])].join(''))).toEqual([]);
});

it('a long table comes whole, and lets others in between', async () => {
  const steps = 50_000;
  const long = {
    name: 'a',
    path: new Float64Array(2 * steps),
    loss: new Float64Array(steps),
    lr: [],
    gradientNorm: [],
  };
  let turns = 0;
  const clock = setInterval(() => {
    turns += 1;
  });
  const text = await (await file(csv([long]), 'text/csv')).text();
  clearInterval(clock);
  expect(text.split('\r\n')).toHaveLength(steps + 2);
  expect(turns).toBeGreaterThan(0);
});
