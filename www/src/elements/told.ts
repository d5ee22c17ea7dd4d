// What came of the runs, in words: those that came out alike are told of together.

import { plain } from '../draw/format';
import { josa } from '../text/josa';
import type { Language, Outcome } from '../text/words';

/** Runs past this many are counted, not told one by one. */
const mostTold = 4;

export function told(outcomes: readonly Outcome[], below: number, language: Language): string {
  return sentences[language](outcomes, plain(below), outcomes.length > mostTold);
}

/** In the order of the first of each kind. */
function alike(outcomes: readonly Outcome[]): [Outcome['kind'], readonly Outcome[]][] {
  const kinds = new Set(outcomes.map(({ kind }) => kind));
  return [...kinds].map((kind) => [kind, outcomes.filter((one) => one.kind === kind)]);
}

type Sentence = (outcomes: readonly Outcome[], goal: string, counted: boolean) => string;

const steps = (n: number) => `${n} ${n === 1 ? 'step' : 'steps'}`;

const sentences: Readonly<Record<Language, Sentence>> = {
  en: (outcomes, goal, counted) => {
    if (!counted && outcomes.every(({ kind }) => kind === 'below')) {
      return `Until the loss stays below ${goal}: ${outcomes.map(({ name, step }, k) => `${name} ${k === 0 ? steps(step) : step}`).join(', ')}.`;
    }
    const parts = alike(outcomes).map(([kind, runs], first) => {
      // of a few, each with its own step
      const when = counted ? '' : kind === 'below' ? ' from' : kind === 'left' || kind === 'diverged' ? ' at' : '';
      const [s, are, go] = runs.length > 1 && !when ? ['', 'are', 'do'] : ['s', 'is', 'does'];
      const does = {
        below: `stay${s} below ${goal}`,
        dips: `come${s} below ${goal} but ${go} not stay there`,
        above: `${are} not below ${goal} ${counted ? 'at the end' : `after ${steps(runs[0]?.step ?? 0)}`}`,
        left: 'left the picture',
        outside: `start${s} outside the picture`,
        diverged: 'diverged',
      }[kind];
      const names = runs.map(({ name }) => name);
      if (when) return runs.map(({ name, step }, k) => `${name}${k ? '' : ` ${does}`}${when} step ${step}`).join(', ');
      const who = counted
        ? `${runs.length} of ${outcomes.length}${first ? '' : ' runs'}`
        : [names.slice(0, -1).join(', '), names.at(-1)].filter(Boolean).join(' and ');
      return `${who} ${does}`;
    });
    return `${parts.join('; ')}.`;
  },

  ko: (outcomes, goal, counted) => {
    if (!counted && outcomes.every(({ kind }) => kind === 'below')) {
      return `손실 ${goal} 아래에 머물기까지 ${outcomes.map(({ name, step }) => `${josa(name, '은/는')} ${step}걸음`).join(', ')} 걸려요.`;
    }
    const parts = alike(outcomes).map(([kind, runs]) => {
      const does = {
        below: `손실 ${goal} 아래에 머물러요`,
        dips: `손실이 ${goal} 아래로 내려가도 머물지는 못해요`,
        above: `${counted ? '끝까지' : `${runs[0]?.step}걸음이 지나도`} 손실이 ${goal} 아래로 내려가지 않아요`,
        left: '그림 밖으로 나갔어요',
        outside: '그림 밖에서 출발해요',
        diverged: '발산했어요',
      }[kind];
      // 몇 개뿐이면 저마다 걸음을 말한다
      const when = counted ? '' : kind === 'below' ? '부터' : kind === 'left' || kind === 'diverged' ? '째에' : '';
      if (when)
        return `${runs.map(({ name, step }) => `${josa(name, '은/는')} ${step}걸음${when}`).join(', ')} ${does}`;
      const [first = '', second, third] = runs.map(({ name }) => name);
      const names = second && !third ? [`${josa(first, '과/와')} ${second}`] : runs.map(({ name }) => name);
      return `${counted ? `${runs.length}개는` : josa(names.join(', '), '은/는')} ${does}`;
    });
    return `${counted ? `옵티마이저 ${outcomes.length}개 가운데 ` : ''}${parts.join('. ')}.`;
  },
};
