import { describe, expect, it } from 'vitest';
import { type Json, set } from '../../../document/pointer';
import { Secrets } from './secrets';
import { isDrawn, studentText } from './student';

const of = (questions: Json[], runs: Json[] = [{}]): Json => ({ task: 'surface', runs, exercise: { questions } });
const salt = 'a'.repeat(32);

describe('what no link holds', () => {
  it('answers go with their questions when these are asked in other words, and stay with them when that is undone', () => {
    const secrets = new Secrets();
    const asked = of([{ text: 'one' }, { text: 'two' }]);
    secrets.setAnswer(asked, 0, '1');
    secrets.setAnswer(asked, 1, '2');
    const said = set(asked, '/exercise/questions/0/text', 'uno');
    secrets.carry(asked, said);
    expect(secrets.parts(said).answers).toEqual([1, 2]);
    expect(secrets.parts(asked).answers).toEqual([1, 2]);
    // one that is gone is not mistaken for another
    expect(secrets.parts(of([{ text: 'two' }])).answers).toEqual([2]);
    expect(secrets.parts(of([{ text: 'three' }, { text: 'uno' }])).answers).toEqual([null, 1]);
  });

  it('of questions that ask the same, each has its own', () => {
    const secrets = new Secrets();
    const asked = of([{ text: '' }, { text: '' }]);
    secrets.setAnswer(asked, 1, '5');
    expect(secrets.parts(asked).answers).toEqual([null, 5]);
  });

  it.each([
    ['number', ' −2.5 ', -2.5],
    ['number', '2/a', '2/a'],
    ['formula', '3', '3'],
    [{ formula: {} }, '2*x', '2*x'],
    [{ choice: { of: ['a', 'b'] } }, '1', 1],
    ['number', '', null],
  ] as const)('%j: %s', (kind, typed, answer) => {
    const secrets = new Secrets();
    const asked = of([{ text: 'q', kind: kind as Json }]);
    secrets.setAnswer(asked, 0, typed);
    expect(secrets.parts(asked).answers).toEqual([answer]);
  });

  it('a key brings all of it back, and says whether it is of this exercise', () => {
    const asked = of([{ text: 'q' }, { text: 'r' }], [{}, {}]);
    const key = { exercise: 'f00', answers: [7, null], references: [{ run: 1, optimizer: 'adam' }], salt };
    const own = JSON.stringify(key);
    const [secrets, other] = [new Secrets(), new Secrets()];
    expect(secrets.open(own, asked, own)).toBe('same');
    expect(secrets.parts(asked)).toEqual({ answers: [7, null], references: [{ run: 1, optimizer: 'adam' }] });
    expect(secrets.salt).toBe(salt);
    expect(other.open(own, asked, JSON.stringify({ exercise: 'other' }))).toBe('other');
    // of a run that is gone there is no rule to be found
    expect(secrets.parts(of([])).references).toEqual([]);
    for (const text of [
      '',
      '{',
      '[]',
      'null',
      '{"exercise":"f"}',
      JSON.stringify({ ...key, salt: 'x' }),
      JSON.stringify({ ...key, answers: {} }),
    ]) {
      expect(new Secrets().open(text, asked, own)).toBe('none');
    }
  });

  it('salt is drawn once', () => {
    const secrets = new Secrets();
    expect(secrets.salt).toMatch(/^[\da-f]{32}$/);
    expect(secrets.salt).toBe(secrets.salt);
    expect(new Secrets().salt).not.toBe(secrets.salt);
  });
});

describe("the student's document", () => {
  it.each([
    ['{"task":"surface","version":1,"view":{"panels":["exercise"]}}', '{"task":"surface","version":1}'],
    [
      '{"hand_in":{"student":"a"},"seed":5,"task":"surface","view":{"at":3,"panels":["probe","exercise"],"theme":"dark"}}',
      '{"seed":5,"task":"surface","view":{"at":3,"panels":["probe"],"theme":"dark"}}',
    ],
    [
      '{"exercise":{"seed_by_student":true},"seed":5,"task":"surface"}',
      '{"exercise":{"seed_by_student":true},"task":"surface"}',
    ],
  ])('%s', (text, student) => {
    expect(studentText({ opened: { text } } as never)).toBe(student);
  });

  it.each([
    [{ surface: {} }, {}, false],
    [{ surface: { noise: 0.1 } }, {}, true],
    [{ surface: { data: { line: {} } } }, {}, true],
    [{ surface: { data: { columns: { u: [1] } }, batch: 'all' } }, {}, false],
    [{ surface: { data: { columns: { u: [1] } }, batch: 1 } }, {}, true],
    [{ surface: {} }, { given: { a: 2 } }, false],
    [{ surface: {} }, { given: { a: { from: 1, to: 2 } } }, true],
    [{ network: {} }, {}, true],
  ] as const)('%j with %j is drawn: %s', (task, more, drawn) => {
    expect(isDrawn({ task, ...more } as unknown as Json)).toBe(drawn);
  });
});
