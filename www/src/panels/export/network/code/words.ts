// What the comments in a network's program say, in both languages.

import type { Language } from '../../../../text/words';

const en = {
  title: (runs: string, layers: string) => `${runs}: a network of ${layers} units`,
  order: 'The rows in the order of each epoch, drawn as the experiment draws it: SplitMix64, PCG32, Fisher and Yates.',
  begin: 'Puts first weights into a network, layer by layer.',
  sees: 'What the network sees of rows, and what it should say.',
  cost: 'The mean loss.',
  said: 'The class that is said.',
  measured: 'How well the network does on each part of the rows, without the penalty.',
  train: 'Trains, and measures before and after each epoch.',
  penalty: 'The penalty is on weights, not on biases.',
  rule: 'An update rule that is written out, for all parameters in one vector.',
  plateau: 'Lowers the learning rate once the loss no longer falls.',
  rows: (columns: string) => `The rows: ${columns}.`,
  rowsFile: (columns: string, file: string) =>
    `The rows are in ${file}: ${columns}; the last says what a row is for (0 training, 1 choosing, 2 test).`,
  weights: 'The first weights, the same as in the experiment.',
  weightsFile: (file: string) => `The first weights, the same as in the experiment, are in ${file}.`,
  same: 'Same rows, same first weights, same order of rows: losses agree with the experiment’s to about four digits.',
  digits: 'Sums are taken in another order, so last digits differ, and grow apart where training is unstable.',
  seeds: 'The first of the seeds only: the others are not here.',
  changed: 'What is changed after so many updates.',
  leftChange: (run: string, at: number, place: string, value: string) =>
    `Not here: after update ${at} the experiment changes ${place} of ${run} to ${value}.`,
  own: 'not {library}’s own, which differs: written out',
  byHand: 'Keras has no such rule. It has to be written by hand, as an Optimizer of your own:',
  leftOut: (name: string) => `${name} is not here: it holds out other rows than the first run.`,
  differs: {
    adagrad: 'Keras has eps inside the root, and the losses differ a little.',
    rmsprop: 'Keras has eps inside the root, and the losses differ a little.',
    adam: 'Keras adds eps before the correction, and the losses may differ a little.',
    adamw: 'Keras adds eps before the correction, and the losses may differ a little.',
    amsgrad: 'Keras adds eps before the correction, and the losses may differ a little.',
    adamax: 'Keras adds eps at another place, and the losses may differ a little.',
    nesterov: 'Keras keeps the point ahead in place of w, so the losses are those of that point.',
    nadam: 'In Keras beta1 grows with t, so the losses differ.',
  } as Readonly<Record<string, string>>,
  drawn: 'Some constants are drawn from the seed, and code cannot draw them. Give them as numbers first.',
};

export type NetCodeWords = typeof en;

const ko: NetCodeWords = {
  title: (runs, layers) => `${runs}: 유닛 ${layers}개 신경망`,
  order: '에포크마다 표본 순서. 실험과 똑같이 뽑아요: SplitMix64, PCG32, Fisher-Yates.',
  begin: '처음 가중치를 층마다 넣어요.',
  sees: '표본에서 신경망이 보는 것과 맞혀야 하는 것.',
  cost: '평균 손실.',
  said: '신경망이 고른 클래스.',
  measured: '학습, 검증, 시험 데이터에서 얼마나 잘하는지. 벌점은 빼요.',
  train: '학습하면서 시작 전과 에포크마다 재요.',
  penalty: '벌점은 가중치에만 매기고 편향에는 매기지 않아요.',
  rule: '풀어 쓴 업데이트 식. 모든 매개변수를 벡터 하나로 다뤄요.',
  plateau: '손실이 더 줄지 않으면 학습률을 낮춰요.',
  rows: (columns) => `데이터: ${columns}.`,
  rowsFile: (columns, file) =>
    `데이터는 ${file}에 있어요: ${columns}. 마지막 열은 표본의 쓰임이에요(0 학습, 1 검증, 2 시험).`,
  weights: '처음 가중치. 실험과 같아요.',
  weightsFile: (file) => `처음 가중치는 실험과 같고 ${file}에 있어요.`,
  same: '데이터, 처음 가중치, 표본 순서가 같아요. 손실은 실험과 네 자리쯤까지 같아요.',
  digits: '더하는 순서가 달라서 끝자리는 다르고, 학습이 불안정하면 차이가 커져요.',
  seeds: '첫째 시드만 써요. 나머지 시드는 여기에 없어요.',
  changed: '업데이트를 이만큼 한 뒤에 바뀌는 것.',
  leftChange: (run, at, place, value) =>
    `여기에 없는 것: 실험에서는 업데이트 ${at}번 뒤에 ${run}의 ${place} 값이 ${value}(으)로 바뀌어요.`,
  own: '{library}의 것과 달라서 풀어 써요',
  byHand: 'Keras에는 이 식이 없어요. Optimizer를 직접 만들어야 해요:',
  leftOut: (name) => `${name}: 첫 번째와 다른 표본을 떼어 두어서 여기에는 없어요.`,
  differs: {
    adagrad: 'Keras에서는 eps가 근호 안에 있어 손실이 조금 달라요.',
    rmsprop: 'Keras에서는 eps가 근호 안에 있어 손실이 조금 달라요.',
    adam: 'Keras에서는 eps를 보정 전에 더해 손실이 조금 다를 수 있어요.',
    adamw: 'Keras에서는 eps를 보정 전에 더해 손실이 조금 다를 수 있어요.',
    amsgrad: 'Keras에서는 eps를 보정 전에 더해 손실이 조금 다를 수 있어요.',
    adamax: 'Keras에서는 eps를 다른 곳에 더해 손실이 조금 다를 수 있어요.',
    nesterov: 'Keras에서는 w 대신 앞선 점을 저장해서, 손실도 그 점의 손실이에요.',
    nadam: 'Keras에서는 beta1이 t와 함께 커져서 손실이 달라요.',
  },
  drawn: '시드에서 뽑는 상수가 있어 코드로 옮길 수 없어요. 먼저 숫자로 정해 주세요.',
};

export const netCodeWords: Readonly<Record<Language, NetCodeWords>> = { en, ko };
