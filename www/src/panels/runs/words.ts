// What the settings of runs say.

import { format } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';

export interface RunsWords {
  readonly schedule: Readonly<Record<string, string>>;
  /** What a run says of its schedule, and the schedules' own fields; `floor` and `peak` are parts of the learning rate. */
  readonly pace: Readonly<Record<string, string>>;
  readonly per: Readonly<Record<string, string>>;
  readonly optimizer: string;
  readonly add: string;
  readonly menu: Readonly<Record<'rename' | 'duplicate' | 'hide' | 'show' | 'up' | 'down' | 'remove', string>>;
  readonly name: string;
  readonly hidden: string;
  readonly full: (most: number) => string;
  /** A run that began as a copy of another's rule. */
  readonly mine: (name: string) => string;
  readonly reset: (setting: string) => string;
  readonly formula: (name: string) => string;
  /** What the letters of a rule stand for. */
  readonly letters: Readonly<Record<string, string>>;
  /** Those that stand for something else where a network learns. */
  readonly netLetters: Readonly<Record<string, string>>;
  readonly edit: string;
  readonly text: string;
  /** In which line something is wrong. */
  readonly line: (line: number, why: string) => string;
  readonly done: string;
  readonly original: string;
  readonly language: string;
  readonly clip: string;
  readonly clipAt: string;
  /** What is set while a network learns. */
  readonly fromNow: (epoch: number) => string;
  readonly rates: (first: number, highest: number, last: number) => string;
  readonly ahead: string;
  readonly own: Readonly<Record<string, string>>;
  readonly addOwn: Readonly<Record<'start' | 'batch', string>>;
  readonly removeOwn: (what: string) => string;
}

const en: RunsWords = {
  schedule: {
    constant: 'Constant',
    inverse_time: 'Inverse time',
    step: 'Stairs',
    exponential: 'Exponential',
    linear: 'Linear',
    cosine: 'Cosine',
    cosine_restarts: 'Cosine with restarts',
    one_cycle: 'One cycle',
    plateau: 'On a plateau',
  },
  pace: {
    schedule: 'Learning-rate schedule',
    schedule_per: 'Counted in',
    warmup: 'Warm-up',
    decay: 'Decay',
    every: 'Length of a stair',
    factor: 'Left each time',
    rate: 'Left after each step',
    steps: 'Length',
    floor: 'Floor',
    peak: 'Peak',
    patience: 'Patience',
    threshold: 'Counts as progress',
  },
  per: { step: 'Steps', epoch: 'Epochs' },
  optimizer: 'Optimizer',
  add: 'Add optimizer',
  menu: {
    rename: 'Rename',
    duplicate: 'Duplicate',
    hide: 'Hide',
    show: 'Show',
    up: 'Move up',
    down: 'Move down',
    remove: 'Remove',
  },
  name: 'Name',
  hidden: 'Hidden',
  full: (most) => `There is room for ${most} optimizers. Remove one to add another.`,
  mine: (name) => `${name}, mine`,
  reset: (setting) => `${setting}: back to the default`,
  formula: (name) => `Update rule of ${name}`,
  letters: {
    w: 'point',
    g: 'gradient',
    '∇f': 'gradient',
    t: 'step',
    η: 'learning rate',
    α: 'momentum',
    ρ: 'memory',
    λ: 'weight decay',
  },
  netLetters: { w: 'weights', t: 'update' },
  edit: 'Edit this rule',
  text: 'Rule as text',
  line: (line, why) => `Line ${line}: ${why}`,
  done: 'Done',
  original: 'Back to the original',
  language:
    'g is the gradient at w, grad(…) the one elsewhere, t the step from 1. Vectors named after “state” start at 0.',
  clip: 'Clip long gradients',
  clipAt: 'Longest',
  fromNow: (epoch) => `From epoch ${epoch} on: what is set here changes how it goes on, and can be taken back.`,
  rates: (first, highest, last) =>
    `Learning rate: ${format(first)} at first, ${highest > Math.max(first, last) ? `${format(highest)} at most, ` : ''}${format(last)} at the end`,
  ahead: 'Shown as if the loss never stopped falling: how often it falls is known only on the way.',
  own: {
    start: 'Own start',
    batch: 'Own batch',
    noise: 'Own noise',
    f: 'Own surface',
    steps: 'Own steps',
    epochs: 'Own epochs',
    layers: 'Own layers',
    init: 'Own first weights',
    penalty: 'Own penalty',
  },
  addOwn: { start: 'Give it its own start', batch: 'Give it its own batch' },
  removeOwn: (what) => `Remove: ${what}`,
};

const ko: RunsWords = {
  schedule: {
    constant: '일정',
    inverse_time: '시간 반비례',
    step: '계단',
    exponential: '지수',
    linear: '선형',
    cosine: '코사인',
    cosine_restarts: '코사인 재시작',
    one_cycle: '원 사이클',
    plateau: '정체 시 감소',
  },
  pace: {
    schedule: '학습률 스케줄',
    schedule_per: '세는 단위',
    warmup: '웜업',
    decay: '감쇠 계수',
    every: '계단 길이',
    factor: '감소 배율',
    rate: '걸음당 배율',
    steps: '길이',
    floor: '하한',
    peak: '최고 배율',
    patience: '기다리는 횟수',
    threshold: '개선 기준',
  },
  per: { step: '걸음', epoch: '에포크' },
  optimizer: '옵티마이저',
  add: '옵티마이저 추가',
  menu: {
    rename: '이름 바꾸기',
    duplicate: '복제',
    hide: '숨기기',
    show: '보이기',
    up: '위로',
    down: '아래로',
    remove: '빼기',
  },
  name: '이름',
  hidden: '숨김',
  full: (most) => `옵티마이저는 ${most}개까지 둘 수 있어요. 하나를 빼면 더 추가할 수 있어요.`,
  mine: (name) => `내 ${name}`,
  reset: (setting) => `${setting}: 기본값으로`,
  formula: (name) => `${name} 업데이트 식`,
  letters: {
    w: '점',
    g: '그래디언트',
    '∇f': '그래디언트',
    t: '걸음',
    η: '학습률',
    α: '모멘텀 계수',
    ρ: '기억',
    λ: '가중치 감쇠',
  },
  netLetters: { w: '가중치', t: '업데이트' },
  edit: '업데이트 식 고치기',
  text: '글로 쓴 업데이트 식',
  line: (line, why) => `${line}번째 줄: ${why}`,
  done: '닫기',
  original: '처음 식으로',
  language:
    'g는 w에서의 그래디언트, grad(…)는 다른 점에서의 그래디언트, t는 1부터 세는 걸음이에요. state 뒤에 적은 벡터는 0에서 시작해요.',
  clip: '긴 그래디언트 자르기',
  clipAt: '최대 길이',
  fromNow: (epoch) => `여기서 바꾼 값은 ${epoch}에포크부터 적용되고, 되돌릴 수 있어요.`,
  rates: (first, highest, last) =>
    `학습률: 처음 ${format(first)}, ${highest > Math.max(first, last) ? `가장 높을 때 ${format(highest)}, ` : ''}끝 ${format(last)}`,
  ahead: '손실이 계속 줄어든다고 보고 그렸어요. 몇 번 내려갈지는 가 봐야 알아요.',
  own: {
    start: '따로 정한 출발점',
    batch: '따로 정한 배치',
    noise: '따로 정한 노이즈',
    f: '따로 정한 지형',
    steps: '따로 정한 걸음 수',
    epochs: '따로 정한 에포크',
    layers: '따로 정한 층',
    init: '따로 정한 초기 가중치',
    penalty: '따로 정한 벌점',
  },
  addOwn: { start: '출발점 따로 정하기', batch: '배치 따로 정하기' },
  removeOwn: (what) => `${josa(what, '을/를')} 없애기`,
};

export const words: Readonly<Record<Language, RunsWords>> = { en, ko };
