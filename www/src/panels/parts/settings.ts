// What the hyper-parameters of optimizers are called.

import type { Language } from '../../text/words';

type Names = Readonly<Record<string, string>>;

const en: Names = {
  lr: 'Learning rate',
  momentum: 'Momentum',
  beta: 'β, memory of the direction',
  beta1: 'β₁, memory of the direction',
  beta2: 'β₂, memory of the scale',
  decay: 'Memory of the scale',
  eps: 'ε, keeps the division finite',
  weight_decay: 'Weight decay',
  bias_correction: 'Undo the zero start',
};

const ko: Names = {
  lr: '학습률',
  momentum: '모멘텀 계수',
  beta: 'β, 방향의 기억',
  beta1: 'β₁, 방향의 기억',
  beta2: 'β₂, 크기의 기억',
  decay: '크기의 기억',
  eps: 'ε, 0으로 나누기 방지',
  weight_decay: '가중치 감쇠',
  bias_correction: '0에서 시작한 평균 보정',
};

export const settingNames: Readonly<Record<Language, Names>> = { en, ko };
