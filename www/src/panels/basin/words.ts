// The words of the basin map.

import { format } from '../../draw/format';
import { josa } from '../../text/josa';

interface BasinWords {
  readonly resolution: string;
  readonly quick: string;
  readonly fine: string;
  readonly steps: string;
  readonly minimum: string;
  readonly place: string;
  readonly share: string;
  readonly median: string;
  readonly nowhere: string;
  readonly diverged: string;
  readonly others: (count: number) => string;
  readonly soon: string;
  readonly late: (steps: number) => string;
  /** What is at a point, in a sentence. */
  readonly at: (place: string, name: string, where: number | 'nowhere' | 'diverged', steps: number) => string;
  readonly start: (place: string, name: string, where: number | 'nowhere' | 'diverged', steps: number) => string;
  readonly done: (columns: number, rows: number, ms: number, compiled: boolean) => string;
}

const seconds = (ms: number) => format(ms / 1000, 2);

const en: BasinWords = {
  resolution: 'Picture',
  quick: 'Quick',
  fine: 'Fine',
  steps: 'Steps',
  minimum: 'Minimum',
  place: 'Place',
  share: 'Share',
  median: 'Steps, median',
  nowhere: 'At no minimum',
  diverged: 'Diverged',
  others: (count) => `${count} more`,
  soon: 'Soon',
  late: (steps) => `${steps} steps`,
  at: (place, name, where, steps) =>
    where === 'nowhere'
      ? `From ${place}, ${name} is at no minimum after ${steps} steps.`
      : where === 'diverged'
        ? `From ${place}, ${name} diverges.`
        : `From ${place}, ${name} comes to minimum ${where} in about ${steps} steps.`,
  start: (place, name, where, steps) =>
    where === 'nowhere'
      ? `From the start ${place}, ${name} is at no minimum after ${steps} steps.`
      : where === 'diverged'
        ? `From the start ${place}, ${name} diverges.`
        : `From the start ${place}, ${name} comes to minimum ${where} in about ${steps} steps.`,
  done: (columns, rows, ms, compiled) =>
    `${columns} × ${rows} starts in ${seconds(ms)} s${compiled ? '' : ', without compiled code'}.`,
};

const ko: BasinWords = {
  resolution: '그림',
  quick: '빠르게',
  fine: '곱게',
  steps: '걸음',
  minimum: '극소점',
  place: '위치',
  share: '비율',
  median: '걸음, 중앙값',
  nowhere: '극소점 아님',
  diverged: '발산',
  others: (count) => `그 밖의 ${count}곳`,
  soon: '바로',
  late: (steps) => `${steps}걸음`,
  at: (place, name, where, steps) =>
    where === 'nowhere'
      ? `${place}에서 출발한 ${josa(name, '은/는')} ${steps}걸음 뒤에도 극소점에 있지 않아요.`
      : where === 'diverged'
        ? `${place}에서 출발한 ${josa(name, '은/는')} 발산해요.`
        : `${place}에서 출발한 ${josa(name, '은/는')} 약 ${steps}걸음 만에 극소점 ${where}에 도착해요.`,
  start: (place, name, where, steps) =>
    where === 'nowhere'
      ? `지금 출발점 ${place}에서 ${josa(name, '은/는')} ${steps}걸음 뒤에도 극소점에 있지 않아요.`
      : where === 'diverged'
        ? `지금 출발점 ${place}에서 ${josa(name, '은/는')} 발산해요.`
        : `지금 출발점 ${place}에서 ${josa(name, '은/는')} 약 ${steps}걸음 만에 극소점 ${where}에 도착해요.`,
  done: (columns, rows, ms, compiled) =>
    `출발점 ${columns} × ${rows}개, ${seconds(ms)}초${compiled ? '' : ', 컴파일 없이'}.`,
};

export const basinWords = { en, ko };
