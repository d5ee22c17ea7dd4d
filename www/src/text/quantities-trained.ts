// What curves and tables of networks call what they are of: the loss is no height there.

import { type Quantity, quantities } from './quantities';
import type { Language } from './words';

export const ofTraining: Readonly<Record<Language, Readonly<Record<Quantity, string>>>> = {
  en: { ...quantities.en, loss: 'Training loss', accuracy: 'Training accuracy' },
  ko: { ...quantities.ko, loss: '학습 손실', accuracy: '학습 정확도' },
};
