// The words of the landscape of the loss.

import { format } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';

interface LandscapeWords {
  readonly kind: string;
  readonly name: (run: string) => string;
  readonly help: string;
  readonly plane: string;
  readonly planes: Readonly<Record<'random' | 'path', string>>;
  readonly seed: string;
  readonly redraw: string;
  readonly radius: string;
  readonly done: (cells: number, rows: number) => string;
  readonly waits: string;
  readonly loss: string;
  readonly here: (epoch: string, loss: number | undefined, lowest: number) => string;
  readonly within: (epoch: number) => string;
  readonly after: (epoch: number) => string;
  readonly kept: (share: number) => string;
  readonly unit: string;
  readonly still: string;
  readonly at: (a: number, b: number, loss: number) => string;
}

/** 99.7 is not 100. */
const percent = (share: number) => String(Math.floor(1000 * share + 1e-6) / 10);
const count = (value: number, language: Language) => value.toLocaleString(language);

const en: LandscapeWords = {
  kind: 'landscape of the loss',
  name: (run) => `${run}: loss around its weights`,
  help: 'Arrow keys move over the plane.',
  plane: 'Plane',
  planes: { random: 'Two random directions', path: 'The way it went' },
  seed: 'Seed',
  redraw: 'Other directions',
  radius: 'Radius',
  done: (cells, rows) => `${count(cells, 'en')} losses, each the mean of ${count(rows, 'en')} rows.`,
  waits: 'Made when time stands still.',
  loss: 'Loss',
  here: (epoch, loss, lowest) =>
    loss === undefined
      ? `${epoch}: the lowest loss on this plane is ${format(lowest)}.`
      : `${epoch}: loss ${format(loss)} at the ball; the lowest on this plane is ${format(lowest)}.`,
  within: (epoch) => `In epoch ${epoch}`,
  after: (epoch) => (epoch === 0 ? 'Before training' : `After epoch ${epoch}`),
  kept: (share) => `The plane keeps ${percent(share)}% of the way: its squared distances from here.`,
  unit: 'At 1 a unit has moved as far as its own weights are from 0.',
  still: 'It has not moved yet: the directions are random.',
  at: (a, b, loss) =>
    Number.isNaN(loss)
      ? `(${format(a, 2)}, ${format(b, 2)}): the loss is not finite.`
      : `(${format(a, 2)}, ${format(b, 2)}): loss ${format(loss, 4)}.`,
};

const ko: LandscapeWords = {
  kind: '손실 지형',
  name: (run) => `${run}: 가중치 둘레의 손실`,
  help: '화살표 키로 평면 위를 옮겨요.',
  plane: '평면',
  planes: { random: '무작위 두 방향', path: '지나온 길' },
  seed: '시드',
  redraw: '다른 방향',
  radius: '반지름',
  done: (cells, rows) => `손실 ${count(cells, 'ko')}개, 저마다 표본 ${count(rows, 'ko')}개의 평균.`,
  waits: '시간이 멈추면 그려요.',
  loss: '손실',
  here: (epoch, loss, lowest) => {
    const least = `이 평면에서 가장 낮은 손실은 ${josa(format(lowest), '이에요/예요')}.`;
    return loss === undefined ? `${epoch}: ${least}` : `${epoch}: 공이 있는 곳의 손실은 ${format(loss)}, ${least}`;
  },
  within: (epoch) => `${epoch}번째 에포크 중`,
  after: (epoch) => (epoch === 0 ? '학습 전' : `${epoch}에포크 뒤`),
  kept: (share) => `이 평면이 지나온 길의 ${percent(share)}%를 담아요. 여기까지 거리의 제곱으로 센 값이에요.`,
  unit: '1은 유닛이 0에서 제 가중치까지의 거리만큼 움직인 곳이에요.',
  still: '아직 움직이지 않아서 방향이 무작위예요.',
  at: (a, b, loss) =>
    Number.isNaN(loss)
      ? `(${format(a, 2)}, ${format(b, 2)}): 손실이 유한하지 않아요.`
      : `(${format(a, 2)}, ${format(b, 2)}): 손실 ${format(loss, 4)}.`,
};

export const landscapeWords: Readonly<Record<Language, LandscapeWords>> = { en, ko };
