// The words of the search for a learning rate.

import { format, plain } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Reason } from './reason';

interface FinderWords {
  readonly kind: string;
  readonly name: (run: string) => string;
  readonly axes: string;
  readonly help: string;
  readonly from: string;
  readonly to: string;
  readonly updates: string;
  readonly suggested: (rate: number) => string;
  readonly now: string;
  readonly take: (rate: number) => string;
  readonly done: (updates: number) => string;
  readonly reason: (reason: Reason) => string;
  readonly at: (rate: number, loss: number | undefined) => string;
  readonly fixed: string;
}

/** As many digits as a rate is taken over with. */
export const rounded = (rate: number) => Number(rate.toPrecision(2));
const rate = (value: number) => plain(rounded(value));

const en: FinderWords = {
  kind: 'learning-rate finder',
  name: (run) => `${run}: loss against learning rate`,
  axes: 'Loss of the batch against the learning rate, log scale',
  help: 'Arrow keys move over the rates, Enter takes one over. So does a click.',
  from: 'From rate',
  to: 'to',
  updates: 'Updates',
  suggested: (value) => `${rate(value)} suggested`,
  now: 'now',
  take: (value) => `Use ${rate(value)}`,
  done: (updates) => `${updates} updates, the rate growing with each.`,
  reason: (reason) => {
    if (reason.kind === 'none')
      return 'The loss falls nowhere on the way: give it more updates, or begin with a smaller rate.';
    if (reason.kind === 'low') return 'The loss has not turned at the largest rate: go on to a larger one.';
    const past = reason.past === undefined ? '' : ` At ${rate(reason.past)} it has run away.`;
    return `Suggested: ${rate(reason.rate)}, a tenth of ${rate(reason.least)}, where the smoothed loss is least (${format(reason.loss)}).${past}`;
  },
  at: (value, loss) =>
    `Learning rate ${rate(value)}: ${loss === undefined ? 'past where it ran away' : `smoothed loss ${format(loss)}`}.`,
  fixed: 'This rule has no learning rate to set.',
};

const ko: FinderWords = {
  kind: '학습률 찾기',
  name: (run) => `${run}: 학습률에 따른 손실`,
  axes: '학습률(로그 눈금)에 따른 배치의 손실',
  help: '화살표 키로 학습률을 옮기고 Enter 키로 가져와요. 눌러도 가져와요.',
  from: '최소 학습률',
  to: '최대',
  updates: '업데이트 수',
  suggested: (value) => `${rate(value)} 추천`,
  now: '지금',
  take: (value) => `${josa(rate(value), '으로/로')} 바꾸기`,
  done: (updates) => `업데이트 ${updates}번, 할 때마다 학습률이 커져요.`,
  reason: (reason) => {
    if (reason.kind === 'none')
      return '가는 동안 손실이 줄지 않아요. 업데이트 수를 늘리거나 더 작은 학습률부터 시작해 보세요.';
    if (reason.kind === 'low') return '가장 큰 학습률에서도 손실이 아직 줄고 있어요. 더 큰 학습률까지 가 보세요.';
    const past = reason.past === undefined ? '' : ` ${rate(reason.past)}에서는 손실이 치솟아요.`;
    return `추천 학습률은 ${rate(reason.rate)}, 다듬은 손실이 가장 작은(${format(reason.loss)}) ${rate(reason.least)}의 10분의 1이에요.${past}`;
  },
  at: (value, loss) =>
    `학습률 ${rate(value)}: ${loss === undefined ? '손실이 치솟은 뒤' : `다듬은 손실 ${format(loss)}`}.`,
  fixed: '이 규칙에는 정할 학습률이 없어요.',
};

export const finderWords = { en, ko };
