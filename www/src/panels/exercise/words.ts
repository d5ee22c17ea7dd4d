// The words of exercises, as whoever does one reads them.

import { josa } from '../../text/josa';

interface ExerciseWords {
  readonly title: string;
  readonly score: (reached: string, of: string, open: string) => string;
  readonly tries: (count: number) => string;
  readonly provisional: string;
  readonly points: (points: string) => string;
  readonly state: { readonly reached: string; readonly open: string; readonly unknown: string };
  readonly hint: (next: number, of: number) => string;
  readonly questions: string;
  readonly first: string;
  readonly answer: string;
  readonly formula: string;
  readonly student: string;
  readonly begin: string;
  readonly own: string;
  readonly ownIs: (student: string) => string;
  readonly given: string;
  readonly yours: string;
  readonly noStudent: string;
  readonly handIn: string;
  readonly handInWhat: string;
  readonly save: string;
  readonly saved: (name: string) => string;
  readonly missing: (count: number) => string;
  readonly goals: string;
  readonly steps: (count: string) => string;
  readonly epochs: (count: string) => string;
  readonly goal: {
    readonly loss: (run: string, below: string, by: string) => string;
    readonly reach: (run: string, point: string, within: string, by: string) => string;
    readonly accuracy: (run: string, on: string, above: string, by: string) => string;
    readonly beats: (run: string, than: string, margin: string) => string;
    readonly diverges: (run: string) => string;
    readonly stays: (run: string, x: string, y: string) => string;
    readonly at_most: (what: string, count: string) => string;
    readonly edge: (run: string, within: string) => string;
    readonly answer: (question: string) => string;
    readonly follows: (run: string) => string;
  };
  readonly counted: { readonly parameters: string; readonly evaluations: string; readonly rows: string };
  readonly on: { readonly test: string; readonly training: string; readonly validation: string };
}

const en: ExerciseWords = {
  title: 'Exercise',
  score: (reached, of, open) =>
    open === of
      ? `Points are given when it is graded: ${of} in all`
      : `${reached} of ${of} points so far${open === '0' ? '' : `; ${open} more are seen when it is graded`}`,
  tries: (count) => (count === 1 ? 'The first try.' : `${count} tries.`),
  provisional: 'This is what the page can see. Your hand-in is run again when it is graded, and only that counts.',
  points: (points) => (points === '1' ? '1 point' : `${points} points`),
  state: { reached: 'reached', open: 'not yet', unknown: 'seen when it is graded' },
  hint: (next, of) => (of === 1 ? 'Show the hint' : `Show hint ${next} of ${of}`),
  questions: 'Questions',
  first: 'Say first what you expect. Then time starts.',
  answer: 'Your answer',
  formula: 'Your answer, as a formula in x and y',
  student: 'Student id',
  begin: 'Begin',
  own: 'Everybody has another one of these: your student id says which is yours.',
  ownIs: (student) => `This is the one of ${student}.`,
  given: 'Given here:',
  yours: 'Your numbers:',
  noStudent: 'Type your student id first, like 2026-0001.',
  handIn: 'Hand in',
  handInWhat:
    'You get a small file with your settings, your answers and your id. Give it in where your teacher says. Nothing is sent from here.',
  save: 'Save the file',
  saved: (name) => `Saved as ${name}. You can save it again as often as you like; the last one counts.`,
  missing: (count) => (count === 1 ? 'One question has no answer yet.' : `${count} questions have no answer yet.`),
  goals: 'Goals',
  steps: (count) => ` within ${count} steps`,
  epochs: (count) => ` within ${count} epochs`,
  goal: {
    loss: (run, below, by) => `The loss of ${run} comes below ${below}${by}`,
    reach: (run, point, within, by) => `${run} comes within ${within} of ${point}${by}`,
    accuracy: (run, on, above, by) => `${run} is right in more than ${above} ${on}${by}`,
    beats: (run, than, margin) => `${run} ends lower than ${than}${margin && `, by more than ${margin}`}`,
    diverges: (run) => `${run} diverges`,
    stays: (run, x, y) => `${run} stays between ${x} in x and ${y} in y`,
    at_most: (what, count) => `At most ${count} ${what}`,
    edge: (run, within) => `${run} has the largest stable learning rate, to within ${within}`,
    answer: (question) => `Question ${question} is answered rightly`,
    follows: (run) => `${run} goes the way that is asked for`,
  },
  counted: { parameters: 'parameters', evaluations: 'gradients', rows: 'rows seen' },
  on: { test: 'of the test rows', training: 'of the training rows', validation: 'of the validation rows' },
};

const ko: ExerciseWords = {
  title: '연습',
  score: (reached, of, open) =>
    open === of
      ? `점수는 채점할 때 나와요. 모두 ${of}점이에요`
      : `지금까지 ${of}점 중 ${reached}점${open === '0' ? '' : `, ${open}점은 채점할 때 알 수 있어요`}`,
  tries: (count) => `${count}번 해 봤어요.`,
  provisional:
    '이 화면에서 알 수 있는 만큼만 보여 줘요. 제출한 파일은 채점할 때 처음부터 다시 실행하고, 그 결과만 점수가 돼요.',
  points: (points) => `${points}점`,
  state: { reached: '이루었어요', open: '아직이에요', unknown: '채점할 때 알 수 있어요' },
  hint: (next, of) => (of === 1 ? '힌트 보기' : `힌트 ${next}/${of} 보기`),
  questions: '질문',
  first: '어떻게 될지 먼저 답해 보세요. 그러면 시간이 흐르기 시작해요.',
  answer: '답',
  formula: 'x와 y의 식으로 쓴 답',
  student: '학번',
  begin: '시작하기',
  own: '사람마다 문제가 달라요. 학번을 넣으면 내 문제가 나와요.',
  ownIs: (student) => `${student}의 문제예요.`,
  given: '주어진 수:',
  yours: '내 수:',
  noStudent: '학번을 먼저 써 주세요. 예: 2026-0001',
  handIn: '제출하기',
  handInWhat: '설정과 답, 학번이 담긴 작은 파일을 받아서 선생님이 말한 곳에 내면 돼요. 여기서 보내는 것은 없어요.',
  save: '파일 저장',
  saved: (name) => `${josa(name, '으로/로')} 저장했어요. 몇 번이든 다시 저장할 수 있고, 마지막 것이 채점돼요.`,
  missing: (count) => `답하지 않은 질문이 ${count}개 있어요.`,
  goals: '목표',
  steps: (count) => ` (${count}걸음 안에)`,
  epochs: (count) => ` (${count}에포크 안에)`,
  goal: {
    loss: (run, below, by) => `${run}의 손실이 ${below}보다 작아져요${by}`,
    reach: (run, point, within, by) => `${josa(run, '이/가')} ${point}에서 거리 ${within} 안으로 들어와요${by}`,
    accuracy: (run, on, above, by) => `${josa(run, '이/가')} ${on} ${above} 넘게 맞혀요${by}`,
    beats: (run, than, margin) => `${josa(run, '이/가')} ${than}보다 ${margin && `${margin} 넘게 `}낮은 손실로 끝나요`,
    diverges: (run) => `${josa(run, '이/가')} 발산해요`,
    stays: (run, x, y) => `${josa(run, '이/가')} x는 ${x}, y는 ${y} 사이에 머물러요`,
    at_most: (what, count) => `${what} ${count}개 이하`,
    edge: (run, within) => `${run}의 학습률이 안정한 것 중 가장 커요 (오차 ${within} 안)`,
    answer: (question) => `질문 ${question}의 답이 맞아요`,
    follows: (run) => `${josa(run, '이/가')} 문제에서 말한 대로 움직여요`,
  },
  counted: { parameters: '매개변수', evaluations: '그래디언트 계산', rows: '본 표본' },
  on: { test: '시험 표본을', training: '학습 표본을', validation: '검증 표본을' },
};

export const exerciseWords = { en, ko };
