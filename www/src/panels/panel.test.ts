import { expect, it } from 'vitest';
import { Answer } from './panel';

it('asks one question at a time, the newest next, and always has the last answer', async () => {
  const asked: string[] = [];
  const waiting: ((text: string) => void)[] = [];
  let updates = 0;
  const answer = new Answer<string>({ update: () => updates++ });
  const of = (key: string) =>
    answer.of(key, () => {
      asked.push(key);
      return new Promise((done) => waiting.push((ok) => done({ ok })));
    });
  const settle = async (text: string) => {
    waiting.shift()?.(text);
    await new Promise((done) => setTimeout(done));
  };

  expect(of('1')).toBeUndefined();
  of('2');
  of('3');
  expect(asked).toEqual(['1']);
  await settle('one');
  expect([of('3'), updates]).toEqual(['one', 1]);
  expect(asked).toEqual(['1', '3']);
  await settle('three');
  expect([of('3'), of('3'), updates]).toEqual(['three', 'three', 2]);
  of('4');
  expect(asked).toEqual(['1', '3', '4']);
});
