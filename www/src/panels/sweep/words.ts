// The words of the sweep.

import { format, plain } from '../../draw/format';
import type { Outcome } from './making';

interface SweepWords {
  readonly other: string;
  readonly none: string;
  readonly steps: string;
  readonly colour: string;
  readonly minimum: string;
  readonly below: string;
  readonly final: string;
  readonly value: string;
  readonly from: string;
  readonly to: string;
  readonly kind: string;
  readonly chart: (run: string, x: string, y: string | undefined) => string;
  readonly help: string;
  readonly now: string;
  readonly setting: (name: string, value: number) => string;
  readonly says: (setting: string, outcome: Outcome, steps: number, value: number, counted: boolean) => string;
  readonly done: (count: number) => string;
  readonly missed: string;
  readonly diverged: string;
  readonly bar: { readonly steps: string; readonly final: string };
}

const en: SweepWords = {
  other: 'Against',
  none: 'Nothing else',
  steps: 'Steps',
  colour: 'Colour',
  minimum: 'Steps to a minimum',
  below: 'Steps to a loss below',
  final: 'Loss at the end',
  value: 'Loss below',
  from: 'from',
  to: 'to',
  kind: 'map of settings',
  chart: (run, x, y) => `${run}: ${y === undefined ? x : `${x} against ${y}`}`,
  help: 'Arrow keys move over the settings, Enter takes one over. So does a click.',
  now: 'Now:',
  setting: (name, value) => `${name} ${plain(Number(value.toPrecision(3)))}`,
  says: (setting, outcome, steps, value, counted) => {
    if (outcome === 'diverged') return `${setting}: diverges.`;
    const end = `loss ${format(value)} at the end`;
    if (!counted) return `${setting}: ${end}.`;
    return outcome === 'reached'
      ? `${setting}: there in ${steps} steps, ${end}.`
      : `${setting}: does not get there, ${end}.`;
  },
  done: (count) => `${count} settings.`,
  missed: 'Does not get there',
  diverged: 'Diverges',
  bar: { steps: 'Steps to get there', final: 'Loss at the end, log scale' },
};

const ko: SweepWords = {
  other: '세로축',
  none: '없음',
  steps: '걸음',
  colour: '색',
  minimum: '극소점까지 걸음 수',
  below: '정한 손실까지 걸음 수',
  final: '마지막 손실',
  value: '손실 기준',
  from: '최소',
  to: '최대',
  kind: '설정 지도',
  chart: (run, x, y) => `${run}: ${y === undefined ? x : `${x} × ${y}`}`,
  help: '화살표 키로 설정 사이를 옮기고 Enter 키로 가져와요. 눌러도 가져와요.',
  now: '지금:',
  setting: (name, value) => `${name} ${plain(Number(value.toPrecision(3)))}`,
  says: (setting, outcome, steps, value, counted) => {
    if (outcome === 'diverged') return `${setting}: 발산해요.`;
    const end = `마지막 손실 ${format(value)}`;
    if (!counted) return `${setting}: ${end}.`;
    return outcome === 'reached' ? `${setting}: ${steps}걸음 만에 도착, ${end}.` : `${setting}: 도착하지 못함, ${end}.`;
  },
  done: (count) => `설정 ${count}개.`,
  missed: '도착하지 못함',
  diverged: '발산',
  bar: { steps: '도착까지 걸음 수', final: '마지막 손실, 로그 눈금' },
};

export const sweepWords = { en, ko };
