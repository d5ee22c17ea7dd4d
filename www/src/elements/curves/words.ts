// The words of the curves, in both languages.

import type { CurveWords } from '../../text/curves';
import { quantities } from '../../text/quantities';
import type { Language } from '../../text/words';

const en: CurveWords = {
  quantity: 'Curve of',
  quantities: quantities.en,
  scale: 'Scale',
  scales: { log: 'log scale', linear: 'linear scale' },
  against: 'Against',
  axes: {
    steps: 'by step',
    evaluations: 'by gradients computed',
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
  },
  name: (quantity) => `곡선: ${ko.quantities[quantity]}`,
  at: (at, against) => (against === 'steps' ? `${at}걸음` : `그래디언트 ${at}번`),
  more: (n) => `그 밖에 ${n}개`,
  many: '중앙값(사분위수)',
};

export const curveWords: Readonly<Record<Language, CurveWords>> = { en, ko };
