// The words of the panel of a network, in both languages.

import type { Language } from '../../text/words';

export interface NetworkWords {
  readonly sees: string;
  readonly own: string;
  readonly add: string;
  readonly layers: string;
  readonly none: string;
  readonly layer: (number: number) => string;
  readonly units: (number: number) => string;
  readonly activation: (number: number) => string;
  readonly remove: (number: number) => string;
  readonly more: string;
  readonly learning: string;
  /** What a change here comes to, at an epoch. */
  readonly rule: (epoch: number) => string;
  readonly batch: string;
  readonly every: string;
  readonly epochs: string;
  /** How many seeds all is learned with. */
  readonly repeat: string;
  /** Where time stops by itself. */
  readonly stop: string;
  readonly stopAt: string;
  readonly init: string;
  readonly inits: Readonly<Record<string, string>> & { readonly values: string };
  readonly distribution: string;
  readonly distributions: Readonly<Record<'normal' | 'uniform', string>>;
  readonly std: string;
  readonly l1: string;
  readonly l2: string;
}

const inits = { xavier: 'Xavier', he: 'He', lecun: 'LeCun' };

export const networkWords: Readonly<Record<Language, NetworkWords>> = {
  en: {
    sees: 'What it sees',
    own: 'Another formula of x and y',
    add: 'Add',
    layers: 'Hidden layers',
    none: 'None: what it sees goes straight to the output.',
    layer: (number) => `Layer ${number}`,
    units: (number) => `Units of layer ${number}`,
    activation: (number) => `Activation of layer ${number}`,
    remove: (number) => `Remove layer ${number}`,
    more: 'Add layer',
    learning: 'Learning',
    rule: (epoch) =>
      epoch > 0
        ? `Batch size and penalties change from epoch ${epoch} on. What it sees, its layers and its first weights begin anew.`
        : 'Once it learns, batch size and penalties change from the epoch shown on; what it sees, its layers and its first weights begin anew.',
    batch: 'Batch size',
    every: 'All',
    epochs: 'Epochs',
    repeat: 'Seeds',
    stop: 'Stop at an epoch',
    stopAt: 'Epoch to stop at',
    init: 'First weights',
    inits: { '': 'As suits the activation', ...inits, normal: 'Normal', zeros: 'All zero', values: 'As given' },
    distribution: 'Drawn',
    distributions: { normal: 'Normally', uniform: 'Uniformly' },
    std: 'Their deviation',
    l1: 'Penalty L1',
    l2: 'Penalty L2',
  },
  ko: {
    sees: '입력 특성',
    own: 'x와 y의 다른 식',
    add: '추가',
    layers: '은닉층',
    none: '없음: 입력이 바로 출력으로 가요.',
    layer: (number) => `${number}층`,
    units: (number) => `${number}층 유닛 수`,
    activation: (number) => `${number}층 활성화 함수`,
    remove: (number) => `${number}층 삭제`,
    more: '층 추가',
    learning: '학습',
    rule: (epoch) =>
      epoch > 0
        ? `배치 크기와 벌점은 ${epoch}에포크부터 바뀌어요. 입력 특성, 층, 초기 가중치를 바꾸면 처음부터 다시 학습해요.`
        : '학습이 시작되면 배치 크기와 벌점은 보고 있는 에포크부터 바뀌어요. 입력 특성, 층, 초기 가중치를 바꾸면 처음부터 다시 학습해요.',
    batch: '배치 크기',
    every: '모두',
    epochs: '에포크',
    repeat: '시드 수',
    stop: '에포크에서 멈추기',
    stopAt: '멈출 에포크',
    init: '초기 가중치',
    inits: { '': '활성화 함수에 맞게', ...inits, normal: '정규분포', zeros: '모두 0', values: '주어진 값' },
    distribution: '분포',
    distributions: { normal: '정규분포', uniform: '균등분포' },
    std: '표준편차',
    l1: 'L1 벌점',
    l2: 'L2 벌점',
  },
};
