import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as engine from '../../engine/wasm/train.js';
import type { Asked } from '../network/asked';
import { fieldsOf, taken } from './fields';
import { usualOf } from './values';

engine.initSync({ module: readFileSync(new URL('../../engine/wasm/train_bg.wasm', import.meta.url)) });

const circle = (runs: object[]) => ({
  task: { network: { data: 'circle', layers: [{ units: 4 }], batch: 10, epochs: 1 } },
  runs,
});

test('every field that is offered can be tried and taken over, of every optimizer', () => {
  const kinds = 'gd momentum momentum_ema nesterov adagrad rmsprop adadelta adam adamw amsgrad adamax nadam radam'
    .split(' ')
    .concat('adabelief lion sign'.split(' '));
  const penalty = { l1: 0.1, l2: 0.2 };
  let count = 0;
  for (const kind of kinds) {
    for (const own of [
      undefined,
      { batch: 3, init: 'he', layers: [{ units: 2 }, { units: 5, activation: 'relu' }], penalty },
    ]) {
      const text = JSON.stringify(circle([{ optimizer: { [kind]: {} }, ...(own && { with: own }) }]));
      const document = JSON.parse(engine.resolve(text));
      const { [kind]: values } = document.runs[0].optimizer;
      const lesson = new engine.Training(text, new engine.Files()).lesson(0);
      const of: Asked = { text, run: 0, document, optimizer: { kind, values }, lesson: '', manner: '' };
      const fields = fieldsOf(of, lesson);
      expect(fields[0]?.name).toBe('lr');
      for (const field of fields) {
        count += 1;
        const { list } = usualOf(field);
        const json = JSON.stringify(list.map(field.json));
        const files = new engine.Files();
        const sweep = new engine.TrainingSweep(text, 0, [field.at], [json], 1, 'test_loss', false, files);
        while (sweep.advance(1e6));
        for (const value of list) {
          const document = taken(of.document, of, field, value);
          const again = JSON.parse(engine.resolve(engine.parse(JSON.stringify(document))));
          const { [kind]: values } = again.runs[0].optimizer;
          const then = fieldsOf({ ...of, document: again, optimizer: { kind, values } }, lesson);
          expect(then.find(({ name }) => name === field.name)?.now, `${kind} ${field.name}`).toBe(value);
        }
      }
    }
  }
  expect(count).toBeGreaterThan(250);
  // a document each: a busy machine takes its time
}, 60_000);
