// The words of batches compared.

interface BatchesWords {
  readonly what: string;
  readonly says: string;
  readonly compare: (sizes: string) => string;
  readonly sizes: string;
  readonly all: string;
  readonly scaled: string;
  readonly warm: string;
  readonly run: string;
  readonly updates: string;
  readonly rate: string;
  readonly loss: (epoch: string) => string;
  readonly diverged: string;
}

const en: BatchesWords = {
  what: 'The selected optimizer with batches of several sizes, in place of the runs that are here. Undo brings them back.',
  says: 'At each epoch all have seen equally many rows; small batches have moved more often, large ones more surely.',
  compare: (sizes) => `Compare batches of ${sizes}`,
  sizes: 'Sizes that are compared',
  all: 'all',
  scaled: 'Linear scaling: the rate grows with the batch',
  warm: 'Warm-up over three epochs',
  run: 'Optimizer',
  updates: 'Updates an epoch',
  rate: 'Rate',
  loss: (epoch) => `Test loss at epoch ${epoch}`,
  diverged: 'diverged',
};

const ko: BatchesWords = {
  what: '고른 옵티마이저를 여러 배치 크기로 나란히 돌려요. 지금 있는 옵티마이저를 대신하고, 되돌리기로 돌아올 수 있어요.',
  says: '같은 에포크면 모두 같은 수의 표본을 본 거예요. 작은 배치는 더 자주, 큰 배치는 더 또렷한 방향으로 움직였어요.',
  compare: (sizes) => `배치 ${sizes} 비교하기`,
  sizes: '비교할 크기',
  all: '전체',
  scaled: '선형 스케일링: 배치에 비례해 학습률 키우기',
  warm: '세 에포크 동안 워밍업',
  run: '옵티마이저',
  updates: '에포크당 업데이트',
  rate: '학습률',
  loss: (epoch) => `${epoch}에포크 시험 손실`,
  diverged: '발산',
};

export const batchesWords = { en, ko };
