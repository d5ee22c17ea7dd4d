// The words on the buttons over the plane.

import type { Language } from '../../text/words';

interface PlaneWords {
  readonly zoom: string;
  readonly closer: string;
  readonly farther: string;
  readonly whole: string;
  readonly equal: (ratio: string) => string;
}

export const words: Readonly<Record<Language, PlaneWords>> = {
  en: {
    zoom: 'Zoom',
    closer: 'Zoom in',
    farther: 'Zoom out',
    whole: 'Show all',
    equal: (ratio) => `${ratio}, same scale on both axes`,
  },
  ko: {
    zoom: '확대와 축소',
    closer: '확대',
    farther: '축소',
    whole: '전체 보기',
    equal: (ratio) => `${ratio}, 두 축 같은 비율`,
  },
};
