// The words of the curves, in both languages.

import { format, plain } from '../../draw/format';
import { ofTraining, quantities } from '../../text/quantities';
import type { Language } from '../../text/words';
import type { Against, Quantity, Scale } from './lines';

export interface CurveWords {
  readonly quantity: string;
  readonly quantities: Record<Quantity, string>;
  readonly scale: string;
  readonly scales: Record<Scale, string>;
  readonly against: string;
  readonly axes: Record<Against, string>;
  /** What the chart is called. */
  readonly name: (quantity: Quantity) => string;
  /** What the readout is of. */
  readonly at: (at: number, against: Against) => string;
  readonly more: (n: number) => string;
  /** What the numbers of many seeds are. */
  readonly many: string;
}

const en: CurveWords = {
  quantity: 'Curve of',
  quantities: quantities.en,
  scale: 'Scale',
  scales: { log: 'log scale', linear: 'linear scale' },
  against: 'Against',
  axes: {
    steps: 'by step',
    evaluations: 'by gradients computed',
    updates: 'by update',
    rows: 'by rows seen',
    seconds: 'by seconds',
  },
  name: (quantity) => `Curves: ${en.quantities[quantity]}`,
  at: (at, against) => (against === 'steps' ? `Step ${at}` : `${at} ${at === 1 ? 'gradient' : 'gradients'}`),
  more: (n) => `and ${n} more`,
  many: 'median (quartiles)',
};

const ko: CurveWords = {
  quantity: '곡선',
  quantities: quantities.ko,
  scale: '눈금',
  scales: { log: '로그 눈금', linear: '선형 눈금' },
  against: '가로축',
  axes: {
    steps: '걸음별',
    evaluations: '그래디언트 계산별',
    updates: '업데이트별',
    rows: '본 표본별',
    seconds: '걸린 시간별',
  },
  name: (quantity) => `곡선: ${ko.quantities[quantity]}`,
  at: (at, against) => (against === 'steps' ? `${at}걸음` : `그래디언트 ${at}번`),
  more: (n) => `그 밖에 ${n}개`,
  many: '중앙값(사분위수)',
};

/** Of networks, time goes by epochs, and the loss is no height. */
const ofNetworks: Record<Language, CurveWords> = {
  en: {
    ...en,
    quantities: ofTraining.en,
    axes: { ...en.axes, steps: 'by epoch' },
    at: (at, against) =>
      ({
        updates: `${plain(at)} ${at === 1 ? 'update' : 'updates'}`,
        rows: `${plain(at)} rows seen`,
        seconds: `${format(at / 1e6)} s`,
      })[against as string] ?? `Epoch ${at}`,
  },
  ko: {
    ...ko,
    quantities: ofTraining.ko,
    axes: { ...ko.axes, steps: '에포크별' },
    at: (at, against) =>
      ({
        updates: `업데이트 ${plain(at)}번`,
        rows: `표본 ${plain(at)}개`,
        seconds: `${format(at / 1e6)}초`,
      })[against as string] ?? `${at}에포크`,
  },
};

export function curveWords(language: Language, isNetwork: boolean): CurveWords {
  return (isNetwork ? ofNetworks : { en, ko })[language];
}
