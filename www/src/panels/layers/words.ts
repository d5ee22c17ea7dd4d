// The words of the panel of layers.

import { format } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';
import { activations } from '../network/layers';
import type { Finding } from './finding';

export interface LayersWords {
  readonly depth: string;
  readonly units: string;
  readonly activation: string;
  /** Layers that differ. */
  readonly mixed: string;
  readonly own: string;
  readonly output: string;
  readonly layer: (number: number) => string;
  readonly units_of: (units: number, activation: string) => string;
  readonly of: Readonly<Record<Quantity, string>>;
  readonly deviations: string;
  readonly before: string;
  readonly at: (epoch: number) => string;
  /** While an epoch is under way. */
  readonly within: (epoch: number) => string;
  readonly mean: string;
  readonly size: string;
  readonly norm: string;
  readonly zeros: (percent: string) => string;
  readonly ratio: string;
  readonly histogram: (what: string, layer: string, range: string) => string;
  readonly broken: string;
  readonly finding: (finding: Finding) => string;
}

export type Quantity = 'activations' | 'gradients' | 'weights';

/** 4,000 times; far more than that by its power of ten. */
function times(factor: number, language: Language): string {
  if (factor >= 1e6) return format(factor, 2);
  return Number(factor.toPrecision(2)).toLocaleString(language);
}

const percent = (share: number) => Math.round(100 * share);
const named = (activation: string) => activations[activation as keyof typeof activations] ?? activation;

function finding(found: Finding): string {
  switch (found.kind) {
    case 'overflow':
      return `Layer ${found.layer} has run over: its numbers are no longer finite.`;
    case 'cut':
      return 'No gradient reaches the hidden layers: all of it is 0, and they do not learn.';
    case 'vanishing':
      return Number.isFinite(found.times)
        ? `Vanishing: the gradient of layer 1 is ${times(found.times, 'en')} times smaller than that of layer ${found.last}.`
        : `Vanishing: nothing of the gradient of layer ${found.last} reaches layer 1.`;
    case 'exploding':
      return `Exploding: the gradient of layer 1 is ${times(found.times, 'en')} times larger than that of layer ${found.last}.`;
    case 'fading':
      return Number.isFinite(found.times)
        ? `Fading: what layer ${found.last} says varies ${times(found.times, 'en')} times less than what layer 1 says.`
        : `Fading: layer ${found.last} says the same of all rows.`;
    case 'growing':
      return `Growing: what layer ${found.last} says varies ${times(found.times, 'en')} times more than what layer 1 says.`;
    case 'dead':
      return `Dead: ${found.units} of the ${found.of} ReLUs of layer ${found.layer} are 0 for all rows, and learn no more.`;
    case 'still':
      return `Still: ${found.units} of the ${found.of} units of layer ${found.layer} say the same of all rows.`;
    case 'saturated':
      return `Saturated: ${percent(found.share)}% of what layer ${found.layer} says is at a bound of ${named(found.activation)}, where it is flat.`;
    case 'healthy':
      return `Healthy: from layer 1 to layer ${found.last} gradients differ ${format(found.gradients, 2)}-fold, and what units say ${format(found.said, 2)}-fold.`;
    case 'shallow':
      return 'Nothing can fade on the way: add layers to see how far a gradient gets.';
  }
}

function finding_ko(found: Finding): string {
  switch (found.kind) {
    case 'overflow':
      return `${found.layer}층의 값이 넘쳤어요. 더는 유한한 수가 아니에요.`;
    case 'cut':
      return '은닉층에 그래디언트가 전혀 닿지 않아요. 모두 0이라서 배우지 못해요.';
    case 'vanishing':
      return Number.isFinite(found.times)
        ? `그래디언트 소실: 1층의 그래디언트가 ${found.last}층보다 ${times(found.times, 'ko')}배 작아요.`
        : `그래디언트 소실: ${found.last}층의 그래디언트가 1층까지 전혀 닿지 않아요.`;
    case 'exploding':
      return `그래디언트 폭발: 1층의 그래디언트가 ${found.last}층보다 ${times(found.times, 'ko')}배 커요.`;
    case 'fading':
      return Number.isFinite(found.times)
        ? `신호 소실: ${found.last}층의 출력은 1층보다 ${times(found.times, 'ko')}배 적게 변해요.`
        : `신호 소실: ${found.last}층의 출력이 모든 표본에서 같아요.`;
    case 'growing':
      return `신호 폭발: ${found.last}층의 출력은 1층보다 ${times(found.times, 'ko')}배 크게 변해요.`;
    case 'dead':
      return `죽은 ReLU: ${found.layer}층의 유닛 ${found.of}개 중 ${josa(`${found.units}개`, '이/가')} 모든 표본에서 0이라 더는 배우지 못해요.`;
    case 'still':
      return `멈춘 유닛: ${found.layer}층의 유닛 ${found.of}개 중 ${josa(`${found.units}개`, '이/가')} 모든 표본에서 같은 값을 내요.`;
    case 'saturated':
      return `포화: ${found.layer}층 출력의 ${percent(found.share)}%가 ${named(found.activation)}의 끝, 평평한 곳에 있어요.`;
    case 'healthy':
      return `건강해요: 1층과 ${found.last}층 사이에 그래디언트는 ${format(found.gradients, 2)}배, 출력은 ${format(found.said, 2)}배 차이예요.`;
    case 'shallow':
      return '가는 길에 줄어들 것이 없어요. 층을 더하면 그래디언트가 어디까지 닿는지 보여요.';
  }
}

export const layersWords: Readonly<Record<Language, LayersWords>> = {
  en: {
    depth: 'Hidden layers',
    units: 'Units in each',
    activation: 'Activation',
    mixed: 'Mixed',
    own: 'Each on a scale of its own',
    output: 'Output',
    layer: (number) => `Layer ${number}`,
    units_of: (units, activation) => `${units} ${named(activation)}`,
    of: { activations: 'Activations', gradients: 'Gradients', weights: 'Weights' },
    deviations: 'Deviation in each layer, log scale',
    before: 'thin: before training',
    at: (epoch) => (epoch === 0 ? 'Before training' : `After epoch ${epoch}`),
    within: (epoch) => `In epoch ${epoch}`,
    mean: 'mean',
    size: 'size',
    norm: 'size',
    zeros: (share) => `${share} zero`,
    ratio: 'Update/weight',
    histogram: (what, layer, range) => `${what} of ${layer}, ${range}`,
    broken: 'not finite',
    finding,
  },
  ko: {
    depth: '은닉층 수',
    units: '층마다 유닛 수',
    activation: '활성화 함수',
    mixed: '섞임',
    own: '저마다 다른 눈금',
    output: '출력',
    layer: (number) => `${number}층`,
    units_of: (units, activation) => `${named(activation)} ${units}개`,
    of: { activations: '활성값', gradients: '그래디언트', weights: '가중치' },
    deviations: '층마다 표준편차, 로그 눈금',
    before: '가는 선: 학습 전',
    at: (epoch) => (epoch === 0 ? '학습 전' : `${epoch}에포크 뒤`),
    within: (epoch) => `${epoch}번째 에포크 중`,
    mean: '평균',
    size: '크기',
    norm: '크기',
    zeros: (share) => `0이 ${share}`,
    ratio: '업데이트/가중치',
    histogram: (what, layer, range) => `${layer} ${what}, ${range}`,
    broken: '유한하지 않음',
    finding: finding_ko,
  },
};
