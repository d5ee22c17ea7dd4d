import { expect, test } from 'vitest';
import { Sessions } from './sessions';

/** A session that comes to its end after so many turns of the message loop. */
function opened() {
  const free: string[] = [];
  const begun: string[] = [];
  const sessions = new Sessions((text) => {
    const { name, turns } = JSON.parse(text) as { name: string; turns: number };
    if (name === 'wrong') throw new Error('no such document');
    begun.push(name);
    let left = turns;
    const step = () => {
      // a whole slice passes
      for (const until = performance.now() + 7; performance.now() < until; );
      left -= 1;
      return left > 0;
    };
    return { name, step, free: () => void free.push(name) };
  });
  return { sessions, free, begun };
}

const text = (name: string, turns = 3, view?: unknown) => JSON.stringify({ name, turns, view });
const name = async (session: Promise<{ name: string } | undefined>) => (await session)?.name;

test('a newer document ends an older one, and a question ends none', async () => {
  const { sessions, free } = opened();
  const [a, b] = [name(sessions.run(text('a'))), name(sessions.run(text('b')))];
  const asked = name(sessions.of(text('old')));
  expect(await Promise.all([a, b, asked])).toEqual([undefined, 'b', 'old']);
  expect(free).toContain('a');
});

test('the same document runs once, whoever asks for it, and whatever its view', async () => {
  const { sessions, begun } = opened();
  const all = [sessions.run(text('a')), sessions.of(text('a', 3, { at: 5 })), sessions.of(text('a'))].map(name);
  expect(await Promise.all(all)).toEqual(['a', 'a', 'a']);
  expect(await name(sessions.run(text('a', 3, 'another')))).toBe('a');
  expect(begun).toEqual(['a']);
});

test('a question that has begun a document does not keep it from being run', async () => {
  const { sessions } = opened();
  const all = [sessions.run(text('old')), sessions.of(text('a')), sessions.run(text('a'))].map(name);
  expect(await Promise.all(all)).toEqual([undefined, 'a', 'a']);
});

test('what was ended is run anew when it is asked for again', async () => {
  const { sessions } = opened();
  const all = [sessions.run(text('a')), sessions.run(text('b')), sessions.run(text('a'))].map(name);
  expect(await Promise.all(all)).toEqual([undefined, undefined, 'a']);
});

test('a document that cannot be run fails for all who asked, and again when it is asked for again', async () => {
  const { sessions } = opened();
  for (let k = 0; k < 2; k++) await expect(sessions.run(text('wrong'))).rejects.toThrow('no such document');
  expect(await name(sessions.run(text('a')))).toBe('a');
});
