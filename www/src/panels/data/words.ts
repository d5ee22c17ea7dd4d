// What the data panel says, in both languages.

import { get, type Json, pointer } from '../../document/pointer';
import { plain, shortened } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';
import { functions } from '../parts/functions';
import type { Kind } from './datasets';
import type { Wrong } from './table';

const rows = (n: number) => `${plain(n)} ${n === 1 ? 'row' : 'rows'}`;
const glance = (text: string) => shortened(text, 24);
const sample = 'hours,score\n1,52\n2,57\n3.5,68\n4,66\n5,75\n6.5,80\n7,88\n8,91';

const en = {
  data: 'Data',
  kinds: {
    none: 'None: the formula alone',
    line: 'Along a line',
    logistic: 'Two classes',
    sine: 'Along a wave',
    columns: 'A table of my own',
  } satisfies Record<Kind, string>,
  none: 'With data, the surface is the mean loss over rows, and an update may see only a few of them.',
  samples: 'Rows',
  noise: 'Noise of rows',
  outliers: 'Outliers',
  reseed: 'Draw new data',
  row: (names: string) => `Loss of one row, of x, y and ${names}`,
  across: 'Across',
  up: 'Up',
  number: 'Row number',
  picture: (n: number, up = '', across = 'row number') => `${rows(n)}: ${up} by ${across}`,
  legend: (run: string | undefined, fits: boolean, truth: boolean) =>
    `${!fits ? 'The formula uses columns that are not in the picture, so there is no line.' : run ? `Line: what ${run} fits at this step.` : ''}${truth ? ' Dots: what the rows were drawn from.' : ''}`,
  all: (n: number) => `This update saw all ${rows(n)}.`,
  batch: (seen: number, n: number) => `This update saw the ${plain(seen)} marked of ${rows(n)}.`,
  start: 'Before the first update.',
  thinned: 'The picture shows a part of the rows.',
  size: 'Batch size',
  every: 'All',
  gradient: 'Gradient noise',
  save: 'Save rows as CSV',

  paste: 'Paste a table, with or without a header',
  file: 'Open a file',
  example: 'Try an example',
  sample,
  use: 'Use this table',
  scale: 'Scale to mean 0 and spread 1, so that one learning rate suits both parameters',
  read: (n: number, names: readonly string[]) =>
    `Read: ${rows(n)}, ${names.length} ${names.length === 1 ? 'column' : 'columns'} (${names.join(', ')}).`,
  renamed: (pairs: readonly (readonly [string, string])[]) =>
    `Renamed for formulas: ${pairs.map(([from, to]) => `“${glance(from)}” is ${to}`).join(', ')}.`,
  left: (names: readonly string[]) => `Left out, hardly any numbers: ${names.map(glance).join(', ')}.`,
  skipped: (n: number) => `Skipped: ${rows(n)}.`,
  wrong: ({ kind, line, column, found, wanted }: Wrong): string => {
    const at = `Line ${line}, column ${column}:`;
    switch (kind) {
      case 'large':
        return `The table has ${plain(Number(found))} letters; at most ${plain(Number(wanted))} are read. Take fewer rows.`;
      case 'empty':
        return 'There is nothing to read. Paste rows of numbers.';
      case 'open':
        return `${at} this quote is never closed. Close it, or take it out.`;
      case 'after':
        return `${at} “${glance(found)}” stands after a closing quote. Put a separator between.`;
      case 'columns':
        return `There are ${found} columns of numbers; at most ${wanted} are read. Take some out.`;
      case 'numbers':
        return `${at} there is no column of numbers here. Rows look like 1.5, 2.`;
      case 'cells':
        return `Line ${line}: ${found} ${found === '1' ? 'cell' : 'cells'} where the first line has ${wanted}.`;
      case 'cell':
        return `${at} “${glance(found)}” is no number.`;
      case 'missing':
        return `${at} a number is missing.`;
    }
  },
};

export type DataWords = typeof en;

const ko: DataWords = {
  data: '데이터',
  kinds: {
    none: '없음: 식만',
    line: '직선을 따라',
    logistic: '두 클래스',
    sine: '파동을 따라',
    columns: '내 표',
  },
  none: '데이터가 있으면 지형은 모든 행의 평균 손실이 되고, 업데이트마다 그중 몇 행만 볼 수도 있어요.',
  samples: '행 수',
  noise: '행의 노이즈',
  outliers: '이상치 비율',
  reseed: '데이터 새로 뽑기',
  row: (names) => `한 행의 손실: x, y, ${names}의 식`,
  across: '가로',
  up: '세로',
  number: '행 번호',
  picture: (n, up = '', across = '행 번호') => `${plain(n)}행: 가로 ${across}, 세로 ${up}`,
  legend: (run, fits, truth) =>
    `${!fits ? '식이 그림에 없는 열도 써서 선을 그릴 수 없어요.' : run ? `선은 이 걸음에서 ${josa(run, '이/가')} 맞춘 결과예요.` : ''}${truth ? ' 점선은 데이터를 만든 원래 모양이에요.' : ''}`,
  all: (n) => `이번 업데이트는 ${plain(n)}행을 모두 봤어요.`,
  batch: (seen, n) => `이번 업데이트는 ${plain(n)}행 중 표시된 ${plain(seen)}행을 봤어요.`,
  start: '첫 업데이트 전이에요.',
  thinned: '그림에는 일부 행만 보여요.',
  size: '배치 크기',
  every: '전체',
  gradient: '그래디언트 노이즈',
  save: 'CSV로 저장',

  paste: '표 붙여 넣기(머리글은 있어도 없어도 돼요)',
  file: '파일 열기',
  example: '예시 써 보기',
  sample,
  use: '이 표 쓰기',
  scale: '평균 0, 표준편차 1로 맞추기(학습률 하나가 두 매개변수에 다 맞아요)',
  read: (n, names) => `${plain(n)}행, ${names.length}열을 읽었어요(${names.join(', ')}).`,
  renamed: (pairs) =>
    `식에 쓸 수 있게 이름을 바꿨어요: ${pairs.map(([from, to]) => `‘${glance(from)}’ → ${to}`).join(', ')}.`,
  left: (names) => `숫자가 거의 없어 뺀 열: ${names.map(glance).join(', ')}.`,
  skipped: (n) => `${plain(n)}행은 건너뛰었어요.`,
  wrong: ({ kind, line, column, found, wanted }) => {
    const at = `${line}번째 줄 ${column}번째 칸:`;
    switch (kind) {
      case 'large':
        return `표가 ${plain(Number(found))}글자예요. ${plain(Number(wanted))}글자까지 읽을 수 있으니 행을 줄여 주세요.`;
      case 'empty':
        return '읽을 내용이 없어요. 숫자로 된 행을 붙여 넣어 주세요.';
      case 'open':
        return `${at} 따옴표가 닫히지 않았어요. 닫거나 지워 주세요.`;
      case 'after':
        return `${at} 닫는 따옴표 뒤에 ${josa(`‘${glance(found)}’`, '이/가')} 있어요. 사이에 구분 기호를 넣어 주세요.`;
      case 'columns':
        return `숫자 열이 ${found}개예요. ${wanted}개까지 읽을 수 있으니 몇 개를 빼 주세요.`;
      case 'numbers':
        return `${at} 숫자로 된 열이 없어요. 행은 1.5, 2처럼 적어 주세요.`;
      case 'cells':
        return `${line}번째 줄: 칸이 ${found}개예요. 첫 줄에는 ${wanted}개 있어요.`;
      case 'cell':
        return `${at} ${josa(`‘${glance(found)}’`, '은/는')} 숫자가 아니에요.`;
      case 'missing':
        return `${at} 숫자가 없어요.`;
    }
  },
};

export const words: Readonly<Record<Language, DataWords>> = { en, ko };

/** Names that columns cannot have in this document. */
export function known(document: Json): ReadonlySet<string> {
  const given = Object.keys((get(document, pointer('given')) ?? {}) as object);
  return new Set(['x', 'y', 't', 'pi', 'e', 'let', 'grad', ...functions.split(' '), ...given]);
}
