// The words of trials.

import { format, plain } from '../../draw/format';
import { josa } from '../../text/josa';
import type { Language } from '../../text/words';
import { activations } from '../network/layers';
import { networkWords } from '../network/words';
import { settingNames } from '../parts/settings';
import type { Value } from './fields';
import { isUp, type Spread } from './measure';

export interface TrialsWords {
  readonly kind: string;
  readonly chart: (run: string, across: string, up: string | undefined) => string;
  readonly help: string;
  readonly across: string;
  readonly up: string;
  readonly none: string;
  readonly mode: string;
  readonly modes: Readonly<Record<'range' | 'list', string>>;
  readonly from: string;
  readonly to: string;
  readonly count: string;
  readonly values: (field: string) => string;
  readonly wrong: (piece: string, numbers: readonly [number, number] | undefined, words: readonly string[]) => string;
  readonly tooMany: (most: number) => string;
  readonly measure: string;
  readonly series: Readonly<Record<string, string>>;
  readonly which: string;
  readonly last: string;
  readonly best: string;
  readonly seeds: string;
  readonly epochs: string;
  readonly start: (trainings: number) => string;
  readonly heavy: string;
  readonly done: (settings: number, seeds: number) => string;
  readonly fields: Readonly<Record<string, string>>;
  readonly setting: (pairs: readonly (readonly [string, string])[]) => string;
  readonly found: (setting: string, value: string, series: string, seeds: number) => string;
  readonly says: (setting: string, spread: Spread, series: string, tried: number, seeds: number) => string;
  readonly all: (setting: string) => string;
  readonly untried: (setting: string) => string;
  readonly nothing: string;
  readonly diverged: string;
}

/** A share as per cent, a loss as a number. */
export function measured(value: number, series: string, digits = 3): string {
  if (!isUp(series)) return format(value, digits);
  return `${plain(Number((100 * value).toPrecision(digits)))}%`;
}

export function valueText(value: Value, field: string, language: Language): string {
  if (typeof value === 'number') return plain(Number(value.toPrecision(3)));
  if (field === 'batch') return networkWords[language].every;
  const names: Readonly<Record<string, string>> = field === 'init' ? networkWords[language].inits : activations;
  return names[value] ?? value;
}

export function fieldName(field: string, language: Language): string {
  return trialsWords[language].fields[field] ?? settingNames[language][field] ?? field;
}

const en: TrialsWords = {
  kind: 'map of trials',
  chart: (run, across, up) => `${run}: ${up === undefined ? across : `${across} against ${up}`}`,
  help: 'Arrow keys move over the settings, Enter takes one over. So does a click.',
  across: 'Across',
  up: 'Upward',
  none: 'Nothing else',
  mode: 'Values',
  modes: { range: 'By a range', list: 'One by one' },
  from: 'from',
  to: 'to',
  count: 'how many',
  values: (field) => `${field}: values, with commas between them`,
  wrong: (piece, numbers, words) => {
    const what = [...(numbers ? [`numbers from ${plain(numbers[0])} to ${plain(numbers[1])}`] : []), ...words];
    return `“${piece}” cannot stand here. Type ${what.join(', ')}.`;
  },
  tooMany: (most) => `These are too many: type ${most} at most.`,
  measure: 'Measured by',
  series: {
    loss: 'Training loss',
    validation_loss: 'Validation loss',
    test_loss: 'Test loss',
    accuracy: 'Training accuracy',
    validation_accuracy: 'Validation accuracy',
    test_accuracy: 'Test accuracy',
  },
  which: 'After',
  last: 'The last epoch',
  best: 'Its best epoch',
  seeds: 'Seeds',
  epochs: 'Epochs',
  start: (trainings) => `Start ${trainings.toLocaleString('en')} trainings`,
  heavy: 'This takes a while.',
  done: (settings, seeds) => `${settings} settings, ${seeds === 1 ? 'one seed' : `${seeds} seeds each`}.`,
  fields: {
    batch: 'Batch size',
    units: 'Units in each layer',
    activation: 'Activation',
    depth: 'Hidden layers',
    init: 'First weights',
    l1: 'Penalty L1',
    l2: 'Penalty L2',
  },
  setting: (pairs) => pairs.map(([name, value]) => `${name} ${value}`).join(', '),
  found: (setting, value, series, seeds) =>
    `Best so far: ${setting}. ${series} ${value}${seeds > 1 ? `, the median of ${seeds} seeds` : ''}.`,
  says: (setting, { lower, median, upper, diverged }, series, tried, seeds) => {
    const quartiles = tried > 1 ? `, quartiles ${measured(lower, series)} to ${measured(upper, series)}` : '';
    const lost = diverged > 0 ? ` ${diverged} of ${tried} diverged.` : '';
    const so = tried < seeds ? ` ${tried} of ${seeds} seeds so far.` : '';
    return `${setting}: ${measured(median, series)}${quartiles}.${lost}${so}`;
  },
  all: (setting) => `${setting}: diverges.`,
  untried: (setting) => `${setting}: not tried yet.`,
  nothing: 'All settings so far diverge.',
  diverged: 'Diverges',
};

const ko: TrialsWords = {
  kind: '설정 지도',
  chart: (run, across, up) => `${run}: ${up === undefined ? across : `${across} × ${up}`}`,
  help: '화살표 키로 설정 사이를 옮기고 Enter 키로 가져와요. 눌러도 가져와요.',
  across: '가로축',
  up: '세로축',
  none: '없음',
  mode: '값',
  modes: { range: '범위로', list: '하나씩' },
  from: '최소',
  to: '최대',
  count: '개수',
  values: (field) => `${field}: 쉼표로 나눈 값`,
  wrong: (piece, numbers, words) => {
    const what = [...(numbers ? [`${plain(numbers[0])}부터 ${plain(numbers[1])}까지의 숫자`] : []), ...words];
    return `${josa(`‘${piece}’`, '은/는')} 쓸 수 없어요. ${josa(what.join(', '), '을/를')} 적어 주세요.`;
  },
  tooMany: (most) => `너무 많아요. ${most}개까지 적어 주세요.`,
  measure: '기준',
  series: {
    loss: '학습 손실',
    validation_loss: '검증 손실',
    test_loss: '시험 손실',
    accuracy: '학습 정확도',
    validation_accuracy: '검증 정확도',
    test_accuracy: '시험 정확도',
  },
  which: '시점',
  last: '마지막 에포크',
  best: '가장 좋은 에포크',
  seeds: '시드 수',
  epochs: '에포크',
  start: (trainings) => `학습 ${trainings.toLocaleString('ko')}번 시작`,
  heavy: '시간이 꽤 걸려요.',
  done: (settings, seeds) => `설정 ${settings}개, ${seeds === 1 ? '시드 하나' : `시드 ${seeds}개씩`}.`,
  fields: {
    batch: '배치 크기',
    units: '층마다 유닛 수',
    activation: '활성화 함수',
    depth: '은닉층 수',
    init: '초기 가중치',
    l1: 'L1 벌점',
    l2: 'L2 벌점',
  },
  setting: (pairs) => pairs.map(([name, value]) => `${name} ${value}`).join(', '),
  found: (setting, value, series, seeds) =>
    `지금까지 가장 좋은 설정: ${setting}. ${series} ${value}${seeds > 1 ? `, 시드 ${seeds}개의 중앙값` : ''}.`,
  says: (setting, { lower, median, upper, diverged }, series, tried, seeds) => {
    const quartiles = tried > 1 ? `, 사분위 ${measured(lower, series)}부터 ${measured(upper, series)}까지` : '';
    const lost = diverged > 0 ? ` ${tried}개 중 ${diverged}개는 발산했어요.` : '';
    const so = tried < seeds ? ` 시드 ${seeds}개 중 ${tried}개까지.` : '';
    return `${setting}: ${measured(median, series)}${quartiles}.${lost}${so}`;
  },
  all: (setting) => `${setting}: 발산해요.`,
  untried: (setting) => `${setting}: 아직 해 보지 않았어요.`,
  nothing: '지금까지 모든 설정이 발산해요.',
  diverged: '발산',
};

export const trialsWords: Readonly<Record<Language, TrialsWords>> = { en, ko };
