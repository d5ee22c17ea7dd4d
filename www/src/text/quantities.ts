// What curves and tables call what they are of, in every language.

import type { Panel } from '../document/experiment.gen';
import type { Language } from './words';

export type Quantity = NonNullable<Extract<Panel, Record<'curves', object>>['curves']['quantity']>;

type Names = Readonly<Record<Quantity, string>>;

const en: Names = {
  loss: 'Loss f',
  distance: 'Distance to the minimum',
  validation_loss: 'Validation loss',
  test_loss: 'Test loss',
  accuracy: 'Accuracy',
  validation_accuracy: 'Validation accuracy',
  test_accuracy: 'Test accuracy',
  gradient_norm: 'Gradient size |g|',
  lr: 'Learning rate',
};

const ko: Names = {
  loss: '손실 f',
  distance: '극소점까지 거리',
  validation_loss: '검증 손실',
  test_loss: '시험 손실',
  accuracy: '정확도',
  validation_accuracy: '검증 정확도',
  test_accuracy: '시험 정확도',
  gradient_norm: '그래디언트 크기 |g|',
  lr: '학습률',
};

export const quantities: Readonly<Record<Language, Names>> = { en, ko };
