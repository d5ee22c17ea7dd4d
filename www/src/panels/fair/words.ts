// The words of the fair comparison.

import { format, plain } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Spread } from './contest';

interface FairWords {
  readonly what: (rates: number, seeds: number) => string;
  readonly rates: string;
  readonly seeds: string;
  readonly epochs: string;
  readonly compare: string;
  readonly done: string;
  readonly one: string;
  readonly chart: string;
  readonly axes: string;
  readonly run: string;
  readonly best: string;
  readonly score: Readonly<Record<'test_accuracy' | 'test_loss', string>>;
  readonly half: string;
  readonly take: (rate: string, name: string) => string;
  readonly edge: string;
  readonly diverged: string;
  readonly sensitive: (name: string, best: number, losses: readonly string[]) => string;
  readonly ahead: (name: string, value: string, other: string, next: string) => string;
  readonly unclear: (name: string, value: string, other: string, next: string) => string;
}

/** A share in percent, or a loss. */
export function scoreText(x: number, isShare: boolean): string {
  if (!Number.isFinite(x)) return '–';
  return isShare ? `${plain(Math.round(1000 * x) / 10)}\u00a0%` : format(x);
}

export function halfOf({ lower, upper }: Spread, isShare: boolean): string {
  return `${scoreText(lower, isShare)} – ${scoreText(upper, isShare)}`;
}

const en: FairWords = {
  what: (rates, seeds) =>
    `Each optimizer is tried with ${rates} learning rates, evenly spread over three decades around its usual one. The best by the loss on validation rows runs again with ${seeds} fresh seeds: other data, weights and orders. Only that is compared, on the test.`,
  rates: 'Rates each',
  seeds: 'Fresh seeds',
  epochs: 'Epochs',
  compare: 'Compare',
  done: 'Compared.',
  one: 'With a second optimizer there is something to compare.',
  chart: 'Validation loss by learning rate',
  axes: 'Validation loss by learning rate; the ring is the one that was chosen.',
  run: 'Optimizer',
  best: 'Best rate',
  score: { test_accuracy: 'Test accuracy', test_loss: 'Test loss' },
  half: 'median, and between which the middle half lies',
  take: (rate, name) => `Give ${name} the rate ${rate}`,
  edge: 'at the edge of what was tried',
  diverged: 'diverged with every rate',
  sensitive: (name, best, losses) => `${name}: best at ${plain(best)}, losses ${losses.join(', ')}`,
  ahead: (name, value, other, next) =>
    `${name} is ahead: ${value} in the middle, against ${next} of ${other}, and their middle halves do not meet.`,
  unclear: (name, value, other, next) =>
    `No clear difference between ${name} and ${other}: ${value} and ${next} in the middle, and their middle halves overlap.`,
};

const ko: FairWords = {
  what: (rates, seeds) =>
    `옵티마이저마다 평소 학습률을 가운데 두고 천 배 범위에서 고르게 뽑은 학습률 ${rates}개를 똑같이 시험해요. 검증 손실이 가장 낮은 학습률로 새 시드 ${seeds}개를 다시 돌려요. 데이터, 가중치, 순서가 모두 새로워요. 그 시험 성적만 비교해요.`,
  rates: '학습률 수',
  seeds: '새 시드 수',
  epochs: '에포크',
  compare: '비교하기',
  done: '비교했어요.',
  one: '옵티마이저를 하나 더 넣으면 비교할 수 있어요.',
  chart: '학습률별 검증 손실',
  axes: '학습률별 검증 손실이에요. 동그라미가 고른 학습률이에요.',
  run: '옵티마이저',
  best: '고른 학습률',
  score: { test_accuracy: '시험 정확도', test_loss: '시험 손실' },
  half: '중앙값과 가운데 절반의 범위',
  take: (rate, name) => `${name}에 학습률 ${rate} 쓰기`,
  edge: '시험한 범위의 끝이에요',
  diverged: '모든 학습률에서 발산했어요',
  sensitive: (name, best, losses) => `${name}: ${plain(best)}에서 가장 좋고, 손실은 ${losses.join(', ')}`,
  ahead: (name, value, other, next) =>
    `${josa(name, '이/가')} 앞서요. 중앙값이 ${value}이고 ${josa(other, '은/는')} ${next}인데, 가운데 절반끼리 겹치지 않아요.`,
  unclear: (name, value, other, next) =>
    `${josa(name, '과/와')} ${other} 사이에 뚜렷한 차이가 없어요. 중앙값은 ${value}, ${next}이고 가운데 절반이 서로 겹쳐요.`,
};

export const fairWords = { en, ko };
