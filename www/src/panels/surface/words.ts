// What the surface panel says, in both languages.

import { josa } from '../../text/josa';
import type { Language } from '../../text/words';

const en = {
  library: 'Library of surfaces',
  find: 'Find by name',
  found: (n: number) => `${n} ${n === 1 ? 'surface' : 'surfaces'}`,
  none: 'No surface is called that. Look at the spelling, or type a formula of your own.',
  formula: 'Formula of x and y',
  row: 'Loss of one row',
  long: 'Too long to be set as a formula here.',
  start: (axis: 'x' | 'y') => `Start ${axis}`,
  steps: 'Steps',
  constants: 'Constants',
  constantsHint: 'Formulas know them by name, those of the start and of optimizers too.',
  name: 'Name',
  value: 'Value',
  add: 'Add',
  remove: (name: string) => `Remove ${name}`,
  twice: (name: string) => `There is ${name} already. Take another name, or move its slider.`,
  drawn: 'drawn at random',
  bounds: { from: 'From', to: 'To', step: 'In steps of' },
  help: 'How to write formulas',
  rules: [
    { code: '+ − * / ^', text: 'Powers before products before sums; −x^2 is −(x^2), and 2^3^2 is 2^(3^2).' },
    { code: '2x(y + 1)', text: 'Side by side is a product: 1/2x is (1/2)x.' },
    { code: 'pi e 1e-3', text: 'Numbers.' },
    { code: 'let r = x*y', text: 'Gives a part a name. A new line or ; ends it.' },
    { code: 'if(x < 0, a, b)', text: 'a where it holds, else b. Also <= > >= == !=.' },
    { code: 'ackley(x, y)', text: 'Every surface of the library, at any place.' },
  ],
  functions: 'Functions',
  examples: 'Try one',
};

export type SurfaceWords = typeof en;

const ko: SurfaceWords = {
  library: '지형 모음',
  find: '이름으로 찾기',
  found: (n) => `지형 ${n}개`,
  none: '그런 이름의 지형이 없어요. 철자를 확인하거나 식을 직접 적어 보세요.',
  formula: 'x와 y의 식',
  row: '한 행의 손실',
  long: '너무 길어서 수식으로 보여 드릴 수 없어요.',
  start: (axis) => `출발 ${axis}`,
  steps: '걸음 수',
  constants: '상수',
  constantsHint: '지형의 식은 물론 출발점과 옵티마이저의 값에도 이 이름을 쓸 수 있어요.',
  name: '이름',
  value: '값',
  add: '추가',
  remove: (name) => `${name} 삭제`,
  twice: (name) => `${josa(name, '은/는')} 이미 있어요. 다른 이름을 쓰거나 슬라이더로 값을 바꿔 주세요.`,
  drawn: '무작위로 정한 값',
  bounds: { from: '최소', to: '최대', step: '간격' },
  help: '식 쓰는 법',
  rules: [
    { code: '+ − * / ^', text: '거듭제곱, 곱셈, 덧셈 순으로 계산해요. −x^2은 −(x^2), 2^3^2은 2^(3^2)이에요.' },
    { code: '2x(y + 1)', text: '나란히 쓰면 곱이에요. 1/2x는 (1/2)x예요.' },
    { code: 'pi e 1e-3', text: '숫자예요.' },
    { code: 'let r = x*y', text: '식의 일부에 이름을 붙여요. 줄을 바꾸거나 ;을 적으면 끝나요.' },
    { code: 'if(x < 0, a, b)', text: '조건이 맞으면 a, 아니면 b예요. <= > >= == !=도 쓸 수 있어요.' },
    { code: 'ackley(x, y)', text: '모음에 있는 지형을 식 안에서 함수처럼 써요.' },
  ],
  functions: '함수',
  examples: '눌러서 써 보기',
};

export const words: Readonly<Record<Language, SurfaceWords>> = { en, ko };

export const examples = [
  'x^2 + 3y^2',
  'rosenbrock(x, y)/10 + 10sin(3x)',
  'let r = hypot(x, y)\nr/10 - cos(3r)/(1 + r)',
  'if(x < 0, x^2, 4x^2) + y^2',
  'max(abs(x), abs(y))',
];
