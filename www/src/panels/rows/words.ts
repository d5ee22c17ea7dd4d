// The words of the panel of a network's data, in both languages.

import { plain, shortened } from '../../draw/format';
import type { TableLook } from '../../engine/tables';
import type { Lesson } from '../../engine/trainer';

const rows = (n: number) => `${plain(n)} ${n === 1 ? 'row' : 'rows'}`;
const some = (names: readonly string[]) => {
  const seen = names.slice(0, 5).map((name) => shortened(name, 24));
  return seen.join(', ') + (names.length > seen.length ? ', …' : '');
};
const size = (bytes: number) =>
  bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1000))} kB` : `${plain(Math.round(bytes / 1e5) / 10)} MB`;
const sizes = (files: readonly File[]) =>
  `${some(files.map(({ name }) => name))} (${size(files.reduce((sum, one) => sum + one.size, 0))})`;

const en = {
  drawn: 'What it learns from',
  kind: 'Data',
  settings: { samples: 'Rows', noise: 'Noise', classes: 'Classes', distortion: 'Distortion' },
  validation: 'Held out for choosing',
  test: 'Held out for the test',
  reseed: 'Draw new data',
  resplit: 'Split anew',

  here: ({ rows: count, width, image, classes, numbers, parts: [train, validation, test] }: Lesson) => {
    const inputs = image
      ? `pictures of ${image[1]} × ${image[0]} pixels`
      : `${rows(count).replace(/^\S+ /, '')} of ${plain(width)} ${width === 1 ? 'number' : 'numbers'}`;
    const what =
      classes === undefined
        ? (numbers ?? 1) > 1
          ? `${plain(numbers ?? 1)} numbers to meet`
          : 'a number to meet'
        : `${plain(classes)} classes`;
    const held = [validation && `${plain(validation)} for choosing`, test && `${plain(test)} for the test`].filter(
      Boolean,
    );
    return `${plain(count)} ${inputs}, ${what}: ${[`${plain(train)} to learn from`, ...held].join(', ')}.`;
  },
  skipped: ({ missing, odd, at, columns }: Lesson['skipped']): string[] =>
    [
      missing && `Left out: ${rows(missing)} with a missing value.`,
      odd &&
        `Left out: ${rows(odd)} with text where the column has numbers${at ? `; the first in line ${at[0]}, column ${at[1]}` : ''}.`,
      columns.length > 0 && `Left out, too many different texts or nothing: ${some(columns)}.`,
    ].filter((line) => typeof line === 'string'),

  own: 'Your own',
  drop: 'Drop files anywhere on the figure: a table as CSV, or images and labels as MNIST has them, packed or not. They stay on this computer.',
  choose: 'Choose files',
  paste: 'Or paste a table',
  sample: 'x,y,class\n1.5,2,a\n−1,0.5,b'.replace('−', '-'),
  reading: (files: readonly File[]) => `Reading ${sizes(files)} …`,
  stop: 'Stop',
  file: (name: string, why: string) =>
    `${shortened(name, 40)}: ${why.charAt(0).toUpperCase()}${why.slice(1)}${/[.!?]$/.test(why) ? '' : '.'}`,
  tooLarge: 'larger than 128 MB. Take fewer rows.',
  unreadable: 'cannot be read. Choose it once more.',
  tooManyFiles: (most: number) => `Only the first ${most} files are read.`,
  oneTable: (name: string) => `${shortened(name, 40)}: one table at a time; this one is left.`,
  noLabels: (name: string, [count, high, wide]: readonly number[]) =>
    `${shortened(name, 40)}: ${plain(count ?? 0)} pictures of ${wide} × ${high} pixels. Now hand in their labels too.`,
  noImages: (name: string, count: number) =>
    `${shortened(name, 40)}: ${plain(count)} labels. Now hand in their images too.`,
  pair: 'Which of them',
  tableRead: (name: string, count: number, columns: number, header: boolean) =>
    `${shortened(name, 40)}: ${rows(count)}, ${plain(columns)} columns${header ? '' : ', without names'}.`,
  target: 'To learn',
  as: 'as',
  kinds: { '': 'what suits it', classes: 'classes', numbers: 'numbers' },
  texts: (count: number) => `${plain(count)} different texts: classes`,
  use: 'Learn from this table',
  inside: (count: number, { names, numbers, skipped }: TableLook, named: boolean) =>
    [
      `Its ${rows(count)} stand in the document now: a link takes them along.`,
      numbers
        ? ''
        : `Classes: ${names
            .slice(0, 12)
            .map((name, k) => (name === String(k) ? name : `${k} is ${shortened(name, 24)}`))
            .join(', ')}.`,
      named ? 'The document holds numbers only: what columns and classes are called stays in your table.' : '',
      ...en.skipped(skipped),
    ]
      .filter(Boolean)
      .join(' '),
  beside: (names: string) => `A link names only ${shortened(names, 80)}: whoever opens it is asked for that.`,

  points: 'A press on the plane',
  nothing: 'Nothing',
  add: 'Adds a point',
  take: 'Takes one',
  pointsOff: 'Choose what a press on the large picture does to the rows.',
  adding: 'Press the large picture. With the right button or Alt, the nearest point goes.',
  taking: 'Press near a point of the large picture.',
  class: 'Class of new points',
  classNamed: (name: string) => `Class ${name}`,
  classNew: (name: string) => `New class ${name}`,
  value: 'Value of new points',
  addOne: 'Add',
  tooMany: (count: number) => `${rows(count)} are more than a document can hold. Draw fewer first.`,

  along: 'Take along',
  save: 'Save rows as CSV',
  saving: 'Progress of the file',
  columns: 'With a column that says which part each row belongs to.',
};

export type RowsWords = typeof en;

const ko: RowsWords = {
  drawn: '학습할 데이터',
  kind: '데이터',
  settings: { samples: '표본 수', noise: '노이즈', classes: '클래스 수', distortion: '일그러짐' },
  validation: '검증용 비율',
  test: '시험용 비율',
  reseed: '데이터 새로 뽑기',
  resplit: '다시 나누기',

  here: ({ rows: count, width, image, classes, numbers, parts: [train, validation, test] }) => {
    const inputs = image
      ? `${image[1]} × ${image[0]} 픽셀 그림 ${plain(count)}개`
      : `숫자 ${plain(width)}개짜리 데이터 ${plain(count)}개`;
    const what = classes === undefined ? `맞힐 숫자 ${plain(numbers ?? 1)}개` : `클래스 ${plain(classes)}개`;
    const held = [validation && `검증용 ${plain(validation)}개`, test && `시험용 ${plain(test)}개`].filter(Boolean);
    return `${inputs}, ${what}. ${[`학습용 ${plain(train)}개`, ...held].join(', ')}로 나눴어요.`;
  },
  skipped: ({ missing, odd, at, columns }) =>
    [
      missing && `값이 빠진 ${plain(missing)}행은 뺐어요.`,
      odd &&
        `숫자 열에 글자가 있는 ${plain(odd)}행은 뺐어요${at ? `(처음 나온 곳은 ${at[0]}번째 줄 ${at[1]}번째 글자)` : ''}.`,
      columns.length > 0 && `서로 다른 글이 너무 많거나 비어 있어서 뺀 열: ${some(columns)}.`,
    ].filter((line) => typeof line === 'string'),

  own: '내 데이터 쓰기',
  drop: '파일을 그림 위 아무 데나 놓으세요. CSV 표, 또는 MNIST 형식의 이미지와 레이블(압축해도 돼요)이에요. 파일은 이 컴퓨터를 떠나지 않아요.',
  choose: '파일 고르기',
  paste: '표 붙여 넣기',
  sample: en.sample,
  reading: (files) => `${sizes(files)} 읽는 중…`,
  stop: '멈추기',
  file: (name, why) => `${shortened(name, 40)}: ${why}`,
  tooLarge: '128 MB보다 커요. 행을 줄여 주세요.',
  unreadable: '읽을 수 없어요. 다시 골라 주세요.',
  tooManyFiles: (most) => `처음 ${most}개 파일만 읽어요.`,
  oneTable: (name) => `${shortened(name, 40)}: 표는 한 번에 하나만 쓸 수 있어서 이 파일은 뺐어요.`,
  noLabels: (name, [count, high, wide]) =>
    `${shortened(name, 40)}: ${wide} × ${high} 픽셀 그림 ${plain(count ?? 0)}개예요. 이제 레이블 파일도 넣어 주세요.`,
  noImages: (name, count) => `${shortened(name, 40)}: 레이블 ${plain(count)}개예요. 이제 이미지 파일도 넣어 주세요.`,
  pair: '쓸 파일',
  tableRead: (name, count, columns, header) =>
    `${shortened(name, 40)}: ${plain(count)}행, ${plain(columns)}열${header ? '' : ', 열 이름 없음'}.`,
  target: '배울 열',
  as: '종류',
  kinds: { '': '알맞게', classes: '클래스', numbers: '숫자' },
  texts: (count) => `서로 다른 글 ${plain(count)}개: 클래스`,
  use: '이 표로 학습',
  inside: (count, { names, numbers, skipped }, named) =>
    [
      `${plain(count)}행이 문서 안에 들어가서, 링크에도 함께 담겨요.`,
      numbers
        ? ''
        : `클래스: ${names
            .slice(0, 12)
            .map((name, k) => (name === String(k) ? name : `${k} = ${shortened(name, 24)}`))
            .join(', ')}.`,
      named ? '문서에는 숫자만 들어가요. 열과 클래스의 이름은 원래 표에만 남아요.' : '',
      ...ko.skipped(skipped),
    ]
      .filter(Boolean)
      .join(' '),
  beside: (names) => `링크에는 이름만 들어가요(${shortened(names, 80)}). 링크를 여는 사람은 파일을 골라야 해요.`,

  points: '평면을 누르면',
  nothing: '그대로',
  add: '점 추가',
  take: '점 삭제',
  pointsOff: '큰 그림을 누를 때 데이터를 어떻게 바꿀지 골라 보세요.',
  adding: '큰 그림을 눌러 보세요. 오른쪽 버튼이나 Alt와 함께 누르면 가장 가까운 점이 사라져요.',
  taking: '큰 그림에서 지울 점 가까이를 눌러 보세요.',
  class: '새 점의 클래스',
  classNamed: (name) => `클래스 ${name}`,
  classNew: (name) => `새 클래스 ${name}`,
  value: '새 점의 값',
  addOne: '추가',
  tooMany: (count) => `${plain(count)}행은 문서에 다 들어가지 않아요. 먼저 표본 수를 줄여 주세요.`,

  along: '내보내기',
  save: 'CSV로 저장',
  saving: '파일 진행',
  columns: '각 행이 학습용, 검증용, 시험용 중 무엇인지도 함께 저장해요.',
};

export const rowsWords = { en, ko };
