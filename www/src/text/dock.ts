// The words of what stands under a figure, in every language: they come after the picture.

import type { Language, PanelName } from './words';

export interface DockWords {
  readonly desk: Readonly<Record<'more' | 'undo' | 'redo' | 'help', string>> & {
    readonly close: (panel: string) => string;
  };
  readonly panels: Partial<Record<PanelName, string>> & { readonly name: string };
}

export const dockWords: Readonly<Record<Language, DockWords>> = {
  en: {
    desk: { more: 'More', undo: 'Undo', redo: 'Redo', help: 'Help', close: (panel) => `Close ${panel}` },

    panels: {
      name: 'Panels',
      surface: 'Surface',
      data: 'Data',
      probe: 'Probe',
      slices: 'Slices',
      table: 'The step in numbers',
      basin: 'Basin map',
      sweep: 'Sweep',
      space: '3-D',
      export: 'Take along',
      exercise: 'Set an exercise',
    },
  },
  ko: {
    desk: { more: '더 보기', undo: '되돌리기', redo: '다시 하기', help: '도움말', close: (panel) => `${panel} 닫기` },

    panels: {
      name: '패널',
      surface: '지형',
      data: '데이터',
      probe: '살펴보기',
      slices: '단면',
      table: '한 걸음의 숫자',
      basin: '도착 지도',
      sweep: '값 훑어보기',
      space: '3차원',
      export: '내보내기',
      exercise: '연습 만들기',
    },
  },
};
