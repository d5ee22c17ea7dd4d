import { describe, expect, it } from 'vitest';
import { codes } from '../document/codes.gen';
import { dockWords } from './dock';
import { en } from './en';
import { en as enLessons } from './en-lessons';
import { en as enTrouble } from './en-trouble';
import { josa, type Particle } from './josa';
import { ko } from './ko';
import { say } from './ko-engine';
import { ko as koLessons } from './ko-lessons';
import { ko as koTrouble } from './ko-trouble';
import { chooseLanguage, textOf } from './words';

describe('particles', () => {
  it('follow the last sound, numbers and letters included', () => {
    const rows: [string | number, Particle, string][] = [
      ['경사하강법', '은/는', '경사하강법은'],
      ['모멘텀', '은/는', '모멘텀은'],
      ['골짜기', '을/를', '골짜기를'],
      [109, '으로/로', '109로'],
      [1, '을/를', '1을'],
      [2, '을/를', '2를'],
      [10, '이/가', '10이'],
      [1.9, '을/를', '1.9를'],
      [3, '으로/로', '3으로'],
      [6, '으로/로', '6으로'],
      [8, '으로/로', '8로'],
      ['서울', '으로/로', '서울로'],
      ['Adam', '은/는', 'Adam은'],
      ['GD', '은/는', 'GD는'],
      ['RMSProp', '은/는', 'RMSProp은'],
      ['SGDM', '이/가', 'SGDM이'],
      ['1.2×10⁻⁴', '을/를', '1.2×10⁻⁴를'],
      ['‘fast’', '은/는', '‘fast’는'],
      ['"값"', '이/가', '"값"이'],
      ['', '이/가', '가'],
      [1, '이에요/예요', '1이에요'],
      [2, '이에요/예요', '2예요'],
    ];
    for (const [word, particle, text] of rows) expect(josa(word, particle)).toBe(text);
  });

  it('are never left open in a text', () => {
    expect(JSON.stringify(flat(ko))).not.toMatch(/은\(는\)|을\(를\)|이\(가\)|\(으\)로/);
  });
});

describe('the word tables', () => {
  it('have the same keys and the same kinds of values', () => {
    const shape = (table: object) =>
      Object.entries(flat(table))
        .map(([key, value]) => `${key}: ${typeof value}`)
        .sort();
    expect(shape(ko)).toEqual(shape({ ...en, dock: dockWords({}) }));
    expect(shape(koTrouble)).toEqual(shape(enTrouble));
  });

  it('tell of every surface what it teaches, in one line', () => {
    for (const [lessons, words, letters] of [
      [enLessons, en, /^[A-Z].*\.$/],
      [koLessons, ko, /^[가-힣].*요\.$/],
    ] as const) {
      expect(Object.keys(lessons)).toEqual(Object.keys(enLessons));
      for (const [name, lesson] of Object.entries(lessons)) {
        expect(lesson).toMatch(letters);
        expect(words.surface(name)).toMatch(words === en ? /^[A-Z][^_]*$/ : /[가-힣]/);
      }
    }
  });

  it('are translated: no word is the same in both but a name', () => {
    const [english, korean] = [flat(en), flat(ko)];
    const same = Object.keys(english).filter((key) => typeof english[key] === 'string' && english[key] === korean[key]);
    const names = 'adagrad rmsprop adadelta adam adamw amsgrad adamax nadam radam adabelief lion'.split(' ');
    expect(same).toEqual(names.map((name) => `optimizer.${name}`));
  });

  it('in English begin with a capital, where they do not begin with a name, and end', () => {
    const said = (english: string, params = {}) => en.engine('', params, english);
    expect(said('there is no sn here; did you mean sin?', { found: 'sn', near: 'sin' })).toBe(
      'There is no sn here; did you mean sin?',
    );
    expect(said('there is no t here; there are x, y, pi, e', { found: 't' })).toMatch(/^There .* e\.$/);
    expect(said('lr cannot be set; w can', { name: 'lr' })).toBe('lr cannot be set; w can.');
  });

  it('have a Korean sentence for every code of the engine, made of its parameters', () => {
    for (const [code, names] of Object.entries(codes)) {
      const params = Object.fromEntries(names.map((name) => [name, `«${name}»`]));
      const sentence = say(code, params);
      expect(sentence, code).toMatch(/[가-힣]/);
      expect(sentence, code).not.toContain('undefined');
      for (const name of names) expect(sentence, code).toContain(`«${name}»`);
    }
    expect(say('no_such_code', {})).toBeUndefined();
  });
});

describe('the language', () => {
  it('is the first that the page speaks', () => {
    expect(chooseLanguage([null, 'fr', 'ko-KR', 'en'])).toBe('ko');
    expect(chooseLanguage([undefined, 'EN-gb', 'ko'])).toBe('en');
    expect(chooseLanguage(['fr'])).toBe('en');
  });

  it('chooses among a document’s texts', () => {
    expect(textOf('one', 'ko')).toBe('one');
    expect(textOf({ en: 'a', ko: '가' }, 'ko')).toBe('가');
    expect(textOf({ en: 'a' }, 'ko')).toBe('a');
    expect(textOf(undefined, 'en')).toBeUndefined();
  });
});

function flat(table: object, before = ''): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([key, value]) =>
      typeof value === 'object' ? Object.entries(flat(value as object, `${before}${key}.`)) : [[before + key, value]],
    ),
  );
}
