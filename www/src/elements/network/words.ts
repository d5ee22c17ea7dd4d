// The words of networks, in every language.

import { format, plain } from '../../draw/format';
import { dataNames } from '../../panels/rows/names';
import { josa } from '../../text/josa';
import type { Language, Words } from '../../text/words';

export interface NetWords {
  readonly kind: string;
  readonly name: (data: string) => string;
  readonly data: Readonly<Record<string, string>>;
  readonly about: (
    parts: readonly [train: number, validation: number, test: number],
    parameters: number,
    seeds: number,
  ) => string;
  readonly describe: (layers: readonly number[]) => string;
  /** Whose the real digits are. */
  readonly source: string;
  /** How runs have done, one after the other. */
  readonly story: (name: string, accuracy: number | undefined, loss: number, epoch: number) => string;
  readonly transport: Partial<Words['transport']>;
  /** Whether what comes out is painted in flat areas. */
  readonly flat: string;
  /** While a document is made ready. */
  readonly opening: { readonly making: string; readonly cancel: string };
  /** Why time stands. */
  readonly stopped: {
    readonly epoch: (epoch: number) => string;
    readonly target: (epoch: number, name: string, target: string) => string;
  };
  readonly perSecond: (rows: number) => string;
  readonly oneBatch: string;
  /** Beside the epochs: so many batches of one. */
  readonly batch: (done: number, each: number) => string;
  /** A unit's own numbers. */
  readonly card: {
    readonly input: (number: number) => string;
    readonly unit: (layer: number, number: number) => string;
    readonly output: (number: number, all: number) => string;
    readonly bias: string;
    readonly from: (name: string) => string;
    readonly before: string;
    readonly after: string;
    readonly close: string;
    readonly more: (count: number) => string;
    readonly anew: string;
    readonly many: string;
  };
  /** What was changed while it learned, and taking that back. */
  readonly changes: {
    readonly from: (epoch: string, name: string, value: string) => string;
    readonly away: (change: string, run: string) => string;
  };
}

export const netWords: Readonly<Record<Language, NetWords>> = {
  en: {
    kind: 'network that learns',
    name: (data) => `Network on ${data}`,
    data: dataNames.en,
    about: ([train, validation, test], parameters, seeds) =>
      [
        `${plain(train)} to learn from`,
        validation && `${plain(validation)} for choosing`,
        test && `${plain(test)} for the test`,
        `${plain(parameters)} parameters`,
        seeds > 1 && `${plain(seeds)} seeds`,
      ]
        .filter(Boolean)
        .join(', '),
    describe: (layers) => `Units from layer to layer: ${layers.join(', ')}.`,
    source:
      'Digits: E. Alpaydin and C. Kaynak (1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0',
    story: (name, accuracy, loss, epoch) =>
      accuracy === undefined
        ? `${name}: test loss ${format(loss)} after epoch ${epoch}.`
        : `${name} gets ${plain(Math.round(1000 * accuracy) / 10)} % of the test right after epoch ${epoch}.`,
    transport: {
      back: 'One epoch back',
      forward: 'One epoch',
      reseed: 'New first weights',
      scrub: 'Epoch',
      at: (epoch, all) => `Epoch ${epoch} of ${all}`,
    },
    flat: 'Discretise output',
    opening: { making: 'Drawing the data', cancel: 'Cancel' },
    stopped: {
      epoch: (epoch) => `Stopped after epoch ${epoch}, as set. Play goes on.`,
      target: (epoch, name, target) => `Stopped after epoch ${epoch}: ${name} is at ${target}. Play goes on.`,
    },
    perSecond: (rows) => (Number.isFinite(rows) ? `${plain(rows)} rows/s` : 'as fast as it goes'),
    oneBatch: 'One batch',
    batch: (done, each) => ` + ${done}/${each}`,
    card: {
      input: (number) => `input ${number}`,
      unit: (layer, number) => `Layer ${layer}, unit ${number}`,
      output: (number, all) => (all === 1 ? 'Output' : `Output ${number}`),
      bias: 'bias',
      from: (name) => `from ${name}`,
      before: 'Unit before',
      after: 'Next unit',
      close: 'Close the unit',
      more: (count) => `And ${plain(count)} weights more.`,
      anew: 'A moved weight is where training begins anew, with all others as they are now.',
      many: 'There are too many weights here to move one by hand.',
    },
    changes: {
      from: (epoch, name, value) => `From epoch ${epoch}: ${name} ${value}`,
      away: (change, run) => `Take back “${change}” of ${run}`,
    },
  },
  ko: {
    kind: '학습하는 신경망',
    name: (data) => `${data} 데이터의 신경망`,
    data: dataNames.ko,
    about: ([train, validation, test], parameters, seeds) =>
      [
        `학습 ${plain(train)}개`,
        validation && `검증 ${plain(validation)}개`,
        test && `시험 ${plain(test)}개`,
        `매개변수 ${plain(parameters)}개`,
        seeds > 1 && `난수 ${plain(seeds)}가지`,
      ]
        .filter(Boolean)
        .join(', '),
    describe: (layers) => `층마다 유닛 수: ${layers.join(', ')}.`,
    source:
      '숫자 데이터: E. Alpaydin, C. Kaynak(1998), Optical Recognition of Handwritten Digits, UCI Machine Learning Repository, CC BY 4.0',
    story: (name, accuracy, loss, epoch) =>
      accuracy === undefined
        ? `${name}: ${epoch}에포크 뒤 시험 손실 ${format(loss)}.`
        : `${name}: ${epoch}에포크 뒤 시험 데이터의 ${plain(Math.round(1000 * accuracy) / 10)} %를 맞혀요.`,
    transport: {
      back: '한 에포크 뒤로',
      forward: '한 에포크',
      reseed: '처음 가중치 다시 뽑기',
      scrub: '에포크',
      at: (epoch, all) => `${all}에포크 중 ${epoch}에포크`,
    },
    flat: '출력 이산화',
    opening: { making: '데이터를 만드는 중', cancel: '취소' },
    stopped: {
      epoch: (epoch) => `정해 둔 ${epoch}에포크에서 멈췄어요. 재생을 누르면 이어져요.`,
      target: (epoch, name, target) =>
        `${epoch}에포크에서 멈췄어요: ${josa(name, '이/가')} ${target}에 도달했어요. 재생을 누르면 이어져요.`,
    },
    perSecond: (rows) => (Number.isFinite(rows) ? `${plain(rows)}표본/초` : '가장 빠르게'),
    oneBatch: '배치 하나',
    batch: (done, each) => ` + ${done}/${each}`,
    card: {
      input: (number) => `입력 ${number}`,
      unit: (layer, number) => `${layer}층 유닛 ${number}`,
      output: (number, all) => (all === 1 ? '출력' : `출력 ${number}`),
      bias: '편향',
      from: (name) => `${name}에서`,
      before: '이전 유닛',
      after: '다음 유닛',
      close: '유닛 닫기',
      more: (count) => `가중치가 ${plain(count)}개 더 있어요.`,
      anew: '가중치를 움직이면 나머지는 지금 그대로 두고 거기서부터 새로 학습해요.',
      many: '가중치가 너무 많아서 손으로 하나씩 움직일 수 없어요.',
    },
    changes: {
      from: (epoch, name, value) => `${epoch}에포크부터 ${name} ${value}`,
      away: (change, run) => `${run}의 ‘${change}’ 되돌리기`,
    },
  },
};
