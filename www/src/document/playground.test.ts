import { describe, expect, it } from 'vitest';
import { decode } from './link';
import { isPlayground, readPlayground } from './playground';
import type { Json } from './pointer';

const at = 'https://playground.tensorflow.org/#';
const whole =
  'activation=tanh&batchSize=10&dataset=circle&regDataset=reg-plane&learningRate=0.03&regularizationRate=0&noise=0&' +
  'networkShape=4,2&seed=0.59&showTestData=false&discretize=false&percTrainData=50&x=true&y=true&xTimesY=false&' +
  'xSquared=false&ySquared=false&cosX=false&sinX=false&cosY=false&sinY=false&collectStats=false&problem=classification&' +
  'initZero=false&hideText=false';

interface Document {
  readonly task: { readonly network: { readonly [field: string]: Json } };
  readonly runs: readonly { readonly optimizer: { readonly gd: { readonly lr: number } } }[];
  readonly seed: number;
}

function opened(link: string) {
  const result = readPlayground(at + link);
  if ('wrong' in result) throw new Error(result.wrong);
  const { task, runs, seed } = result.document as unknown as Document;
  const settings: { readonly [field: string]: Json | undefined } = task.network;
  return { ...settings, lr: runs[0]?.optimizer.gd.lr, seed, differs: result.differs };
}

/** One of the settings of the document. */
const field = (link: string, name: string) => (opened(link) as Record<string, unknown>)[name];

const kinds = (settings: string) => opened(settings).differs.map(({ kind }) => kind);

it('a whole link is a document', () => {
  const { differs, ...rest } = opened(whole);
  expect(rest).toEqual({
    data: { circle: { samples: 500, noise: 0 } },
    features: ['x', 'y'],
    layers: [
      { units: 4, activation: 'tanh' },
      { units: 2, activation: 'tanh' },
    ],
    test: 0.5,
    init: { normal: { std: 0.2887 } },
    batch: 10,
    shuffle: false,
    epochs: 500,
    lr: 0.03,
    seed: 59000,
  });
  expect(differs).toEqual([{ kind: 'numbers' }, { kind: 'weights' }, { kind: 'loss' }, { kind: 'rest' }]);
});

it('what is missing is as it is there', () => {
  const { differs: _, seed: __, ...bare } = opened('');
  const { differs: ___, seed: ____, ...full } = opened(whole);
  expect(bare).toEqual(full);
  expect(field('networkShape=', 'layers')).toEqual([]);
  expect(readPlayground('playground.tensorflow.org')).toEqual(readPlayground(at));
  expect(readPlayground(`http://playground.tensorflow.org/?${whole}`)).toEqual(readPlayground(at + whole));
});

describe('settings', () => {
  for (const [settings, name, expected] of [
    ['dataset=xor&noise=20', 'data', { xor: { samples: 500, noise: 0.57735 } }],
    ['dataset=gauss&noise=14', 'data', { gauss: { samples: 500, noise: 1.21655 } }],
    ['dataset=gauss&noise=50', 'data', { gauss: { samples: 500, noise: 2 } }],
    ['dataset=spiral&noise=50', 'data', { spiral: { samples: 500, noise: 0.288675 } }],
    ['problem=regression', 'data', { plane: { samples: 1200, noise: 0 } }],
    ['problem=regression&regDataset=reg-gauss', 'data', { multi_gauss: { samples: 1200, noise: 0 } }],
    ['problem=regression', 'lr', 0.015],
    ['problem=regression&regularization=L2&regularizationRate=0.003', 'penalty', { l2: 0.006 }],
    ['regularization=L1&regularizationRate=0.003', 'penalty', { l1: 0.003 }],
    ['regularization=L1', 'penalty', undefined],
    ['percTrainData=80', 'test', 0.2],
    ['initZero=true', 'init', 'zeros'],
    ['networkShape=8', 'layers', [{ units: 8, activation: 'tanh' }]],
    ['networkShape=3&activation=relu', 'layers', [{ units: 3, activation: 'relu' }]],
    [
      'sinY=true&x=false&xTimesY=true&xSquared=true&ySquared=true&sinX=true',
      'features',
      ['y', 'x^2', 'y^2', 'x*y', 'sin(x)', 'sin(y)'],
    ],
    ['batchSize=1', 'batch', 1],
    ['learningRate=10', 'lr', 10],
    ['seed=0.12345', 'seed', 12345],
  ] as const)
    it(settings, () => expect(field(settings, name)).toEqual(expected));
});

describe('what differs is said', () => {
  for (const [settings, expected] of [
    ['problem=regression', ['numbers', 'weights', 'halved', 'rest']],
    ['initZero=true', ['numbers', 'zeros', 'loss', 'rest']],
    ['regularization=L1&regularizationRate=0.1', ['numbers', 'weights', 'loss', 'dead', 'rest']],
    ['noise=10', ['numbers', 'weights', 'loss', 'noise', 'rest']],
    ['noise=10&dataset=gauss', ['numbers', 'weights', 'loss', 'rest']],
    ['showTestData=true&discretize=true&cosX=true', ['numbers', 'weights', 'loss', 'rest', 'view', 'view', 'input']],
  ] as const)
    it(settings, () => expect(kinds(settings)).toEqual(expected));
});

describe('what is strange is told of, and what stands for it', () => {
  for (const [settings, name, taken] of [
    ['activation=swish', 'activation', 'tanh'],
    ['activation=__proto__', 'activation', 'tanh'],
    ['dataset=constructor', 'dataset', 'circle'],
    ['problem=regression&regDataset=toString', 'regDataset', 'reg-plane'],
    ['batchSize=0', 'batchSize', '10'],
    ['batchSize=2.5', 'batchSize', '10'],
    ['batchSize=1e9', 'batchSize', '10'],
    ['learningRate=NaN', 'learningRate', '0.03'],
    ['learningRate=-1', 'learningRate', '0.03'],
    ['learningRate=%20', 'learningRate', '0.03'],
    ['learningRate=1e999', 'learningRate', '0.03'],
    ['noise=80', 'noise', '0'],
    ['percTrainData=100', 'percTrainData', '50'],
    ['networkShape=4,x', 'networkShape', '4,2'],
    ['networkShape=4,,2', 'networkShape', '4,2'],
    ['networkShape=100000', 'networkShape', '4,2'],
    [`networkShape=${Array(40).fill(1).join()}`, 'networkShape', '4,2'],
    ['x=maybe', 'x', 'true'],
    ['regularization=L3', 'regularization', 'none'],
    ['regularizationRate=%00', 'regularizationRate', '0'],
  ] as const)
    it(settings, () => {
      const odd = opened(settings).differs.filter(({ kind }) => kind === 'odd');
      expect(odd).toEqual([{ kind: 'odd', name, taken, found: expect.any(String) }]);
    });
});

it('what is no such link is refused, and nothing is thrown', () => {
  for (const [text, wrong] of [
    ['', 'empty'],
    [' \n', 'empty'],
    ['https://example.org/#activation=tanh', 'address'],
    ['https://playground.tensorflow.org.example.org/#x=true', 'address'],
    ['javascript:alert(1)//playground.tensorflow.org/', 'address'],
    ['activation=tanh', 'address'],
    [at + 'a'.repeat(5000), 'long'],
    [`${at}x=false&y=false`, 'inputs'],
  ] as const)
    expect(readPlayground(text), text).toEqual({ wrong });
  for (const settings of [
    '%',
    '%E0%A4%A',
    '&&&===',
    'x=true&x=false&x',
    '\u0000',
    '𝄞=𝄞',
    'seed=__proto__',
    'seed=-1e400',
    '#?#?',
  ]) {
    expect(() => readPlayground(at + settings), settings).not.toThrow();
  }
  expect(isPlayground('see https://playground.tensorflow.org/')).toBe(false);
});

it('the settings alone are a link to a document, where they are any', async () => {
  const { ok } = (await decode(`#${whole}`)) as { ok: string };
  const { view, ...document } = JSON.parse(ok);
  expect(readPlayground(at + whole)).toMatchObject({ document });
  expect(view.panels).toEqual(['export']);
  expect(await decode('#x=false&y=false')).toMatchObject({ failed: { code: 'document_link_damaged' } });
});
