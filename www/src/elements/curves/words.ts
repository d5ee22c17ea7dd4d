// The words of the curves, in both languages.

import type { Language } from '../../text/words';
import type { Against, Quantity, Scale } from './lines';

/** A control's label, and the sentence that explains it. */
type Explained = readonly [label: string, says: string];

export interface CurveWords {
  readonly quantity: Explained;
  readonly quantities: Record<Quantity, string>;
  readonly scale: Explained;
  readonly scales: Record<Scale, string>;
  readonly against: Explained;
  readonly axes: Record<Against, string>;
  /** What the chart is called. */
  readonly name: (quantity: Quantity) => string;
  /** What the chart is and can, in a sentence. */
  readonly says: string;
  /** What the readout is of. */
  readonly at: (at: number, against: Against) => string;
  readonly more: (n: number) => string;
  /** What the numbers of many seeds are. */
  readonly many: string;
}

const en: CurveWords = {
  quantity: [
    'Curve of',
    'What the curves are of: f, how far it still is, how long the gradient was, or the rate of each step.',
  ],
  quantities: {
    loss: 'Loss f',
    distance: 'Distance to the minimum',
    gradient_norm: 'Gradient size |g|',
    lr: 'Learning rate',
  },
  scale: ['Scale', 'On a log scale every line is ten times the one below, and steady progress is a straight line.'],
  scales: { log: 'log scale', linear: 'linear scale' },
  against: [
    'Against',
    'A rule that asks for several gradients a step pays for each: by gradients computed, the race is fair.',
  ],
  axes: { steps: 'by step', evaluations: 'by gradients computed' },
  name: (quantity) => `Curves: ${en.quantities[quantity]}`,
  says: 'Move along the curves to see every run at a step, here and on its path; press to go there.',
  at: (at, against) => (against === 'steps' ? `Step ${at}` : `${at} ${at === 1 ? 'gradient' : 'gradients'}`),
  more: (n) => `and ${n} more`,
  many: 'median (quartiles)',
};

const ko: CurveWords = {
  quantity: ['곡선', '무엇을 그릴지 골라요. 손실 f, 남은 거리, 그래디언트의 크기, 걸음마다의 학습률이 있어요.'],
  quantities: {
    loss: '손실 f',
    distance: '극소점까지 거리',
    gradient_norm: '그래디언트 크기 |g|',
    lr: '학습률',
  },
  scale: ['눈금', '로그 눈금에서는 한 칸 위가 열 배이고, 꾸준히 줄면 직선이 돼요.'],
  scales: { log: '로그 눈금', linear: '선형 눈금' },
  against: [
    '가로축',
    '한 걸음에 그래디언트를 여러 번 계산하는 식도 있어요. 계산한 횟수로 보면 공평하게 견줄 수 있어요.',
  ],
  axes: { steps: '걸음별', evaluations: '그래디언트 계산별' },
  name: (quantity) => `곡선: ${ko.quantities[quantity]}`,
  says: '곡선을 따라 움직이면 그 걸음의 값과 경로 위의 자리가 보여요. 누르면 그 걸음으로 가요.',
  at: (at, against) => (against === 'steps' ? `${at}걸음` : `그래디언트 ${at}번`),
  more: (n) => `그 밖에 ${n}개`,
  many: '중앙값(사분위수)',
};

export const curveWords: Record<Language, CurveWords> = { en, ko };
