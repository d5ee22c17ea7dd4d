// The words of the panel of pictures, in both languages.

import { plain } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';

type Part = 'train' | 'validation' | 'test';

export interface ImagesWords {
  readonly none: string;
  readonly take: Readonly<Record<'digits' | 'strokes', string>>;
  readonly own: string;
  readonly draw: string;
  readonly pad: string;
  readonly keys: string;
  readonly sees: (size: readonly [rows: number, columns: number]) => string;
  readonly undo: string;
  readonly clear: string;
  readonly bars: string;
  readonly values: string;
  readonly told: (name: string, sure: string | undefined) => string;
  readonly sheet: string;
  readonly part: string;
  readonly parts: Readonly<Record<Part, string>>;
  readonly noRows: Readonly<Record<Part, string>>;
  readonly picture: (name: string) => string;
  readonly right: string;
  readonly wrong: string;
  readonly rowsOf: (from: number, to: number, all: number) => string;
  readonly others: string;
  readonly back: string;
  readonly worst: string;
  readonly after: (epoch: number, all: number, missed: number) => string;
  readonly now: string;
  readonly cost: (loss: string) => string;
  readonly filters: string;
  readonly unit: (number: number) => string;
  readonly unitsOf: (from: number, to: number, all: number) => string;
  readonly scale: (most: string) => string;
  readonly looks: string;
}

export const imagesWords: Readonly<Record<Language, ImagesWords>> = {
  en: {
    none: 'There are no pictures in these data. Choose some that are pictures:',
    take: { digits: 'Digits', strokes: 'Drawn digits' },
    own: 'Draw one yourself',
    draw: 'Draw here',
    pad: 'Pad to draw on',
    keys: 'With keys: arrows move the pen, Space puts it down and lifts it, Backspace takes a stroke back.',
    sees: ([rows, columns]) => `What it sees: ${columns} × ${rows} pixels`,
    undo: 'Undo stroke',
    clear: 'Clear',
    bars: 'Probability of each class',
    values: 'Value for each class',
    told: (name, sure) => (sure ? `It says ${name}, ${sure}.` : `It says ${name}.`),
    sheet: 'What it says of its rows',
    part: 'Rows',
    parts: { train: 'To learn from', validation: 'For choosing', test: 'For the test' },
    noRows: {
      train: 'There are no rows to learn from.',
      validation: 'No rows are held out for choosing.',
      test: 'No rows are held out for the test.',
    },
    picture: (name) => `Picture of ${name}`,
    right: 'Right:',
    wrong: 'Wrong:',
    rowsOf: (from, to, all) => `${plain(from)} to ${plain(to)} of ${plain(all)}`,
    others: 'Next ones',
    back: 'Those before',
    worst: 'The worst of them',
    after: (epoch, all, missed) =>
      `After epoch ${plain(epoch)}, of ${plain(all)} rows those with the largest loss; ${missed === 0 ? 'none' : plain(missed)} of these ${missed === 1 ? 'is' : 'are'} wrong.`,
    now: 'Look now',
    cost: (loss) => `loss ${loss}`,
    filters: 'Weights of the first layer',
    unit: (number) => `Unit ${number}`,
    unitsOf: (from, to, all) => `Units ${from} to ${to} of ${all}`,
    scale: (most) => `Colours go from −${most} over 0 to ${most}.`,
    looks: 'Blue: ink here makes the unit say more. Orange: less.',
  },
  ko: {
    none: '이 데이터에는 그림이 없어요. 그림으로 된 데이터를 골라 보세요.',
    take: { digits: '숫자', strokes: '그린 숫자' },
    own: '직접 그려 보기',
    draw: '여기에 그려 보세요',
    pad: '그림판',
    keys: '키보드로는 화살표로 펜을 옮기고, 스페이스로 펜을 대거나 떼고, 백스페이스로 한 획을 지워요.',
    sees: ([rows, columns]) => `신경망이 보는 그림: ${columns} × ${rows} 픽셀`,
    undo: '한 획 지우기',
    clear: '모두 지우기',
    bars: '클래스마다 확률',
    values: '클래스마다 값',
    told: (name, sure) => (sure ? `${josa(name, '이라고/라고')} 해요, ${sure}.` : `${josa(name, '이라고/라고')} 해요.`),
    sheet: '데이터를 보고 하는 말',
    part: '데이터',
    parts: { train: '학습용', validation: '검증용', test: '시험용' },
    noRows: {
      train: '학습할 데이터가 없어요.',
      validation: '검증용으로 떼어 둔 데이터가 없어요.',
      test: '시험용으로 떼어 둔 데이터가 없어요.',
    },
    picture: (name) => `${name} 그림`,
    right: '맞음:',
    wrong: '틀림:',
    rowsOf: (from, to, all) => `${plain(all)}개 중 ${plain(from)}–${plain(to)}`,
    others: '다음 그림',
    back: '이전 그림',
    worst: '가장 어려워하는 그림',
    after: (epoch, all, missed) =>
      `${plain(epoch)}에포크 뒤, ${plain(all)}개 중 손실이 가장 큰 것들이에요. 이 가운데 ${missed === 0 ? '틀린 것은 없어요' : `${plain(missed)}개가 틀렸어요`}.`,
    now: '지금 다시 찾기',
    cost: (loss) => `손실 ${loss}`,
    filters: '첫 층의 가중치',
    unit: (number) => `유닛 ${number}`,
    unitsOf: (from, to, all) => `유닛 ${all}개 중 ${from}–${to}`,
    scale: (most) => `색은 −${most}부터 0을 지나 ${most}까지예요.`,
    looks: '파랑: 여기에 잉크가 있으면 유닛 값이 커져요. 주황: 작아져요.',
  },
};
