// What the static pages say, in both languages.

import type { Language } from '../src/text/words';

export interface SiteWords {
  readonly name: string;
  /** The other language, in its own words. */
  readonly languages: string;
  readonly kinds: { readonly name: string; readonly surface: string; readonly network: string };
  readonly site: string;
  readonly scenes: string;
  readonly lessons: string;
  readonly exercises: string;
  readonly about: string;
  readonly theme: string;
  readonly themes: Readonly<Record<'auto' | 'light' | 'dark', string>>;
  /** What the front page is, in a sentence. */
  readonly what: string;
  readonly scenesWhat: (count: number) => string;
  readonly lessonsWhat: string;
  readonly exercisesWhat: (count: number) => string;
  readonly aboutWhat: string;
  readonly next: string;
  readonly allScenes: string;
  readonly allLessons: string;
  readonly allExercises: string;
  readonly teachers: string;
  readonly teachersWhat: string;
  readonly setOne: string;
  readonly gradeThem: string;
  readonly lesson: (number: number) => string;
  readonly read: string;
  readonly offer: string;
  readonly own: string;
  readonly share: string;
  readonly copy: string;
  readonly copied: string;
  readonly blog: string;
  readonly take: string;
  readonly predict: string;
  readonly look: string;
  readonly alone: string;
  readonly right: string;
  readonly wrong: string;
  readonly exercise: string;
  readonly missing: string;
  readonly missingWhat: string;
  readonly free: string;
}

export const words: Readonly<Record<Language, SiteWords>> = {
  en: {
    name: 'Fall Line',
    languages: 'Language',
    kinds: { name: 'Kind', surface: 'Surface', network: 'Network' },
    site: 'Site',
    scenes: 'Scenes',
    lessons: 'Lessons',
    exercises: 'Exercises',
    about: 'About',
    theme: 'Theme',
    themes: { auto: 'Auto', light: 'Light', dark: 'Dark' },
    what: 'A playground for gradient descent: watch optimizers walk down a surface, and see why.',
    scenesWhat: (count) => `${count} experiments that each show one thing, in the order of the lessons.`,
    lessonsWhat: 'Short lessons on gradient descent, with experiments to touch and questions to guess first.',
    exercisesWhat: (count) =>
      `${count} problems, in the order of the lessons. Some ask for a number, some for a setting that works, some for a rule of your own.`,
    aboutWhat: 'What the numbers are checked against, what is stored, licences and data.',
    next: 'Next',
    allScenes: 'All scenes',
    allLessons: 'All lessons',
    allExercises: 'All exercises',
    teachers: 'For teachers',
    teachersWhat:
      'Any experiment can become an exercise. Say what is to be done, what may be changed and what counts as reached; you get a file for your students and a key for yourself. What they hand in is run again when you grade it, in your browser: nothing is sent.',
    setOne: 'Set an exercise',
    gradeThem: 'Grade what was handed in',
    lesson: (number) => `Lesson ${number}`,
    read: 'Read the lesson',
    offer: 'There is more here:',
    own: 'This page’s own experiment',
    share: 'Share',
    copy: 'Copy link',
    copied: 'Copied',
    blog: 'Put into a blog',
    take: 'Picture, data, code',
    predict: 'What do you expect?',
    look: 'Run it and see',
    alone: 'Open on its own',
    right: 'As you expected.',
    wrong: 'Not what you expected?',
    exercise: 'Exercise',
    missing: 'There is no such page',
    missingWhat: 'The address may be mistyped, or from a page that has another name now.',
    free: 'Free and open: MIT or Apache-2.0',
  },
  ko: {
    name: 'Fall Line',
    languages: '언어',
    kinds: { name: '종류', surface: '지형', network: '신경망' },
    site: '사이트',
    scenes: '장면',
    lessons: '수업',
    exercises: '연습',
    about: '소개',
    theme: '테마',
    themes: { auto: '자동', light: '밝게', dark: '어둡게' },
    what: '경사하강법 놀이터예요. 옵티마이저가 지형을 내려가는 모습을 지켜보고, 왜 그렇게 가는지 알아봐요.',
    scenesWhat: (count) => `실험 ${count}개가 저마다 한 가지를 보여 줘요. 수업 순서대로 있어요.`,
    lessonsWhat: '경사하강법을 다루는 짧은 수업이에요. 만져 보는 실험이 있고, 먼저 짐작해 보는 질문이 있어요.',
    exercisesWhat: (count) =>
      `문제 ${count}개가 수업 순서대로 있어요. 수를 구하기도 하고, 맞는 설정을 찾기도 하고, 규칙을 직접 쓰기도 해요.`,
    aboutWhat: '숫자를 무엇과 맞춰 보았는지, 무엇을 저장하는지, 라이선스와 데이터를 적어 두었어요.',
    next: '다음',
    allScenes: '장면 모두 보기',
    allLessons: '수업 모두 보기',
    allExercises: '연습 모두 보기',
    teachers: '가르치는 분께',
    teachersWhat:
      '어떤 실험이든 연습 문제로 만들 수 있어요. 할 일과 바꿔도 되는 것, 이루어야 할 목표를 정하면 학생용 파일과 채점 키가 나와요. 제출한 것은 채점할 때 브라우저에서 처음부터 다시 실행하고, 아무 데도 보내지 않아요.',
    setOne: '문제 만들기',
    gradeThem: '제출물 채점하기',
    lesson: (number) => `수업 ${number}`,
    read: '수업 읽기',
    offer: '여기에는 다른 실험도 있어요.',
    own: '이 페이지의 실험',
    share: '공유',
    copy: '링크 복사',
    copied: '복사했어요',
    blog: '블로그에 넣기',
    take: '그림, 데이터, 코드',
    predict: '어떻게 될까요?',
    look: '실행해서 확인하기',
    alone: '따로 열기',
    right: '짐작한 대로예요.',
    wrong: '짐작과 달랐나요?',
    exercise: '연습',
    missing: '이 주소에는 페이지가 없어요',
    missingWhat: '주소를 잘못 옮겼거나, 페이지 이름이 바뀌었을 수 있어요.',
    free: '자유롭게 쓸 수 있어요: MIT 또는 Apache-2.0',
  },
};

/** What the lessons are about, by their numbers from 1: scenes stand under these too. */
export const lessonNames: Readonly<Record<Language, readonly string[]>> = {
  en: [
    'Slopes in two directions',
    'The gradient',
    'Gradient descent',
    'The learning rate',
    'Where descent gets stuck',
    'Batch, stochastic, mini-batch',
    'Momentum',
    'Nesterov',
    'AdaGrad',
    'RMSProp',
    'Adam',
    'Schedules',
    'Initial weights',
    'Penalties and epochs',
    'The race',
  ],
  ko: [
    '두 방향의 기울기',
    '그래디언트',
    '경사하강법',
    '학습률',
    '하강이 막히는 곳',
    '배치, 확률적, 미니배치',
    '모멘텀',
    '네스테로프',
    'AdaGrad',
    'RMSProp',
    'Adam',
    '학습률 스케줄',
    '초기 가중치',
    '벌점과 에포크',
    '옵티마이저 경주',
  ],
};
