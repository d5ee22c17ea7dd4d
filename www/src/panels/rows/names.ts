// What datasets of networks are called.

import type { Language } from '../../text/words';

const en = {
  circle: 'Circle',
  xor: 'Exclusive or',
  gauss: 'Two clusters',
  spiral: 'Spiral',
  moons: 'Moons',
  checkerboard: 'Checkerboard',
  rings: 'Rings',
  blobs: 'Blobs',
  plane: 'Tilted plane',
  multi_gauss: 'Hills and hollows',
  sine: 'Wave',
  step: 'Step',
  digits: 'Digits',
  strokes: 'Drawn digits',
  rows: 'Own rows',
  idx: 'Images',
  csv: 'Table',
};

const ko: typeof en = {
  circle: '원',
  xor: '배타적 논리합',
  gauss: '두 무리',
  spiral: '나선',
  moons: '초승달',
  checkerboard: '체커판',
  rings: '고리',
  blobs: '여러 무리',
  plane: '기운 평면',
  multi_gauss: '언덕과 웅덩이',
  sine: '물결',
  step: '계단',
  digits: '숫자',
  strokes: '그린 숫자',
  rows: '내 데이터',
  idx: '이미지',
  csv: '표',
};

export const dataNames: Readonly<Record<Language, Readonly<Record<string, string>>>> = { en, ko };

/** Those that are drawn or come along. */
export const drawnKinds = Object.keys(en).slice(0, 14);
