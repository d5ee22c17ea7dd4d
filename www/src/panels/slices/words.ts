// The words of the slices.

import type { Language } from '../../text/words';

export interface SlicesWords {
  readonly title: (variable: string, other: string, value: string) => string;
  readonly start: (variable: string) => string;
  readonly at: (variable: string, value: string) => string;
  readonly picture: (variable: string, slope: string) => string;
  readonly help: string;
}

const en: SlicesWords = {
  title: (variable, other, value) => `Along ${variable}, where ${other} = ${value}`,
  start: (variable) => `Start, along ${variable}`,
  at: (variable, value) => `${variable} = ${value}`,
  picture: (variable, slope) => `f along ${variable}, with its tangent of slope ${slope}`,
  help: 'Drag in a slice, or use the arrow keys, to move the start along it.',
};

const ko: SlicesWords = {
  title: (variable, other, value) => `${variable} 방향, ${other} = ${value}`,
  start: (variable) => `출발점, ${variable} 방향`,
  at: (variable, value) => `${variable} = ${value}`,
  picture: (variable, slope) => `${variable} 방향으로 자른 f와 기울기 ${slope}의 접선`,
  help: '단면을 끌거나 화살표 키를 누르면 출발점이 그 방향으로 움직여요.',
};

export function wordsOf(language: Language | string): SlicesWords {
  return language === 'ko' ? ko : en;
}
