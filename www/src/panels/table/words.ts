// The words of the table of the step, in both languages.

import type { Language } from '../../text/words';

interface TableWords {
  readonly run: string;
  readonly digits: string;
  /** What the step is: from where to where. */
  readonly step: (step: number) => string;
  readonly start: string;
  readonly next: string;
  readonly ended: (step: number) => string;
  readonly last: (step: number) => string;
  readonly time: string;
  readonly rate: string;
  readonly loss: string;
  readonly gradient: string;
  readonly gradientAt: (point: string) => string;
  readonly clipped: string;
  readonly noisy: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
  readonly numbers: string;
  readonly lines: string;
  readonly copyStep: string;
  readonly copyAll: (step: number) => string;
  readonly download: (step: number) => string;
  readonly copied: string;
  readonly saved: string;
  readonly working: (share: number) => string;
  readonly refused: string;
}

const en: TableWords = {
  run: 'Optimizer',
  digits: 'All digits',
  step: (step) => `Step ${step}`,
  start:
    'Step 0 is the start: nothing has been computed yet. The first step goes through these lines, one after the other.',
  next: 'Go to step 1',
  ended: (step) => (step > 0 ? `This run ended after step ${step}.` : 'This run never took a step.'),
  last: (step) => `Go to step ${step}`,
  time: 't',
  rate: 'learning rate',
  loss: 'f',
  gradient: 'gradient',
  gradientAt: (point) => `gradient at ${point}`,
  clipped: 'clipped to',
  noisy: 'with noise',
  before: 'Before',
  after: 'After',
  change: 'Change Δ',
  numbers: 'The numbers before and after the step',
  lines: 'The rule, line by line',
  copyStep: 'Copy this step (CSV)',
  copyAll: (step) => `Copy steps 1 to ${step}`,
  download: (step) => `Download steps 1 to ${step}`,
  copied: 'Copied, with all digits.',
  saved: 'Saved as a CSV file.',
  working: (share) => `Collecting the steps, ${Math.floor(share * 100)} %`,
  refused: 'The browser did not allow copying. Download the file instead.',
};

const ko: TableWords = {
  run: '옵티마이저',
  digits: '모든 자릿수',
  step: (step) => `${step}걸음째`,
  start: '0걸음은 출발점이라 아직 계산한 것이 없어요. 첫 걸음에서 아래 식을 위에서부터 차례로 계산해요.',
  next: '1걸음째로',
  ended: (step) =>
    step > 0 ? `이 옵티마이저는 ${step}걸음째까지만 움직였어요.` : '이 옵티마이저는 한 걸음도 움직이지 못했어요.',
  last: (step) => `${step}걸음째로`,
  time: 't',
  rate: '학습률',
  loss: 'f',
  gradient: '그래디언트',
  gradientAt: (point) => `${point}에서의 그래디언트`,
  clipped: '자른 값',
  noisy: '노이즈 포함',
  before: '전',
  after: '후',
  change: '변화 Δ',
  numbers: '걸음 전과 후의 숫자',
  lines: '업데이트 식 한 줄씩',
  copyStep: '이 걸음 복사(CSV)',
  copyAll: (step) => `1–${step}걸음 복사`,
  download: (step) => `1–${step}걸음 내려받기`,
  copied: '모든 자릿수까지 복사했어요.',
  saved: 'CSV 파일로 저장했어요.',
  working: (share) => `걸음을 모으는 중, ${Math.floor(share * 100)}%`,
  refused: '브라우저가 복사를 허용하지 않아요. 파일로 내려받아 주세요.',
};

export const tableWords: Record<Language, TableWords> = { en, ko };
