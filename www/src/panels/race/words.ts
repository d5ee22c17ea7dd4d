// The words of the race.

import { josa } from '../../text/josa';

interface RaceWords {
  readonly on: string;
  readonly target: string;
  readonly targetShare: string;
  readonly stop: string;
  readonly run: string;
  readonly best: string;
  readonly now: (epoch: string) => string;
  readonly reached: (target: string) => string;
  readonly at: (epoch: string) => string;
  readonly took: (updates: string, seconds: string) => string;
  readonly diverged: string;
  readonly nobody: string;
  readonly one: (name: string, epoch: number, isAlone: boolean) => string;
  readonly together: (names: readonly string[], epoch: number) => string;
  readonly first: (name: string, epoch: number, other: string, later: number) => string;
}

const en: RaceWords = {
  on: 'By',
  target: 'Target',
  targetShare: 'Target, %',
  stop: 'Stop at the target',
  run: 'Optimizer',
  best: 'Best',
  now: (epoch) => `Epoch ${epoch}`,
  reached: (target) => `At ${target}`,
  at: (epoch) => `epoch ${epoch}`,
  took: (updates, seconds) => `${updates} updates, ${seconds} s`,
  diverged: 'diverged',
  nobody: 'Nobody is at the target yet.',
  one: (name, epoch, isAlone) =>
    `${name} came to the target in epoch ${epoch}${isAlone ? '' : ', the others are not there yet'}.`,
  together: (names, epoch) =>
    `${names.slice(0, -1).join(', ')} and ${names.at(-1)} came to the target together, in epoch ${epoch}.`,
  first: (name, epoch, other, later) =>
    `${name} came to the target first, in epoch ${epoch}; ${other} in epoch ${later}.`,
};

const ko: RaceWords = {
  on: '기준',
  target: '목표',
  targetShare: '목표, %',
  stop: '목표에 도달하면 멈추기',
  run: '옵티마이저',
  best: '최고',
  now: (epoch) => `${epoch}에포크`,
  reached: (target) => `${target} 도달`,
  at: (epoch) => `${epoch}에포크`,
  took: (updates, seconds) => `업데이트 ${updates}번, ${seconds}초`,
  diverged: '발산',
  nobody: '아직 아무도 목표에 이르지 못했어요.',
  one: (name, epoch, isAlone) =>
    `${josa(name, '이/가')} ${epoch}에포크에 목표에 ${isAlone ? '이르렀어요' : '이르렀고, 나머지는 아직이에요'}.`,
  together: (names, epoch) => `${josa(names.join(', '), '이/가')} ${epoch}에포크에 함께 목표에 이르렀어요.`,
  first: (name, epoch, other, later) =>
    `${josa(name, '이/가')} ${epoch}에포크에 가장 먼저 목표에 이르렀어요. ${josa(other, '은/는')} ${later}에포크에 이르렀어요.`,
};

export const raceWords = { en, ko };
