import { expect, it } from 'vitest';
import { type Json, set } from '../document/pointer';
import type { Failure, Finished, Result } from '../engine/client';
import { failure } from '../engine/failure';
import { Desk, type Works } from './desk';

/** A document of these: which of two engines runs it, which it is, and a number that is edited; below 0 it fails. */
interface Doc {
  readonly kind: 'one' | 'other';
  readonly id: number;
  readonly v: number;
  readonly view?: Json;
}

/** Numbers from 0 to 1 that come in the same order every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return (state >>> 8) / 2 ** 24;
  };
}

/** An engine that takes some turns for everything; a newer document takes an older one's place. */
class Fake {
  isIn = false;
  #newest = 0;
  #random: () => number;
  #name: Doc['kind'];

  constructor(name: Doc['kind'], random: () => number) {
    [this.#name, this.#random] = [name, random];
  }

  get works(): Works {
    return this as unknown as Works;
  }

  async #wait(): Promise<void> {
    for (let turns = Math.floor(12 * this.#random()); turns > 0; turns--) await undefined;
  }

  async surfaces(): Promise<Result<readonly []>> {
    this.isIn = true;
    await this.#wait();
    return { ok: [] };
  }

  async run(text: string): Promise<Result<Finished | undefined>> {
    this.isIn = true;
    const mine = ++this.#newest;
    await this.#wait();
    return mine === this.#newest && this.isIn ? this.#finished(text) : { ok: undefined };
  }

  async look(text: string): Promise<Result<Finished>> {
    await this.#wait();
    return this.isIn ? this.#finished(text) : { failed: failure('left', 'left') };
  }

  stop(): void {
    this.isIn = false;
  }

  #finished(text: string): Result<Finished> {
    const { kind, v } = JSON.parse(text) as Doc;
    if (kind !== this.#name) return { failed: failure('other', 'of another engine') };
    if (v < 0) return { failed: failure('low', 'below 0') };
    const opened = { text, resolved: text } as Finished['opened'];
    return { ok: { opened, steps: 0, runs: [], series: [], fingerprint: '' } };
  }
}

function desk(random: () => number) {
  const engines = { one: new Fake('one', random), other: new Fake('other', random) };
  const failures: Failure[] = [];
  const shown = () => JSON.parse(made.finished?.opened.text ?? 'null') as Doc | null;
  const made: Desk = new Desk(
    {
      prepared: async (text) => text,
      engine: async (text) => ({ ok: engines[(JSON.parse(text) as Doc).kind].works }),
      set,
      opened: () => {},
      adopted: () => {},
      changed: () => {},
      failed: (failed) => failures.push(failed),
    },
    () => ({ tag: 'en', engine: (_code: string, _params: unknown, english: string) => english }) as never,
  );
  return { desk: made, engines, failures, shown };
}

/** What makes text of an object is fetched. */
async function settled(): Promise<void> {
  for (let turns = 4; turns > 0; turns--) await new Promise((resolve) => setImmediate(resolve));
}

await import('../engine/stringify');

it('whatever is given, edited, undone, given up and left, in whatever order: the newest is shown, by its engine alone', async () => {
  for (let seed = 1; seed <= 400; seed++) {
    const random = seeded(seed);
    const { desk: it, engines, failures, shown } = desk(random);
    const log: string[] = [];
    let [given, isIn] = [0, true];
    /** What is to be shown, where that is known: what was given last, and can be. */
    let wanted: number | undefined;
    let wrong = false;
    const does = {
      give: () => {
        const document: Doc = { kind: random() < 0.5 ? 'one' : 'other', id: ++given, v: random() < 0.15 ? -1 : 1 };
        it.give(random() < 0.3 ? document : JSON.stringify(document));
        if (isIn) void it.open();
        wrong = document.v < 0;
        wanted = wrong ? undefined : given;
        return JSON.stringify(document);
      },
      edit: () => {
        const v = random() < 0.2 ? -1 : Math.floor(100 * random());
        void it.edit('/v', v);
        // what is shown after that is no failure any more
        wrong = false;
        return `${v}`;
      },
      look: () => {
        void it.edit('/view/at', Math.floor(100 * random()));
        wrong = false;
      },
      undo: () => {
        it.undo();
        wrong = false;
      },
      redo: () => {
        it.redo();
        wrong = false;
      },
      // offered where something is shown
      giveUp: () => {
        if (!shown() || !isIn) return;
        it.giveUp();
        [wanted, wrong] = [undefined, false];
      },
      leave: () => {
        it.stop();
        isIn = false;
      },
      come: () => {
        if (!isIn && given) void it.open();
        isIn = true;
      },
    };
    for (let round = 0; round < 40; round++) {
      const names = Object.keys(does) as (keyof typeof does)[];
      const name = round === 0 ? 'give' : (names[Math.floor(names.length * random())] as keyof typeof does);
      log.push(`${name} ${does[name]() ?? ''}`);
      if (random() < 0.4) await settled();
      else for (let turns = Math.floor(8 * random()); turns > 0; turns--) await undefined;
    }
    if (!isIn) does.come();
    await settled();
    const why = `seed ${seed}: ${log.join(' · ')}`;
    const document = shown();
    if (wanted !== undefined) {
      expect(document?.id, why).toBe(wanted);
      expect(it.text, why).toBe(it.finished?.opened.text);
      expect(engines[document?.kind ?? 'one'].isIn, why).toBe(true);
    }
    if (wrong) {
      expect(failures.at(-1)?.code, why).toBe('low');
      expect(JSON.parse(it.text).id, why).toBe(given);
    }
    if (!document) continue;
    expect(document.v, why).toBeGreaterThanOrEqual(0);
    expect(it.document, why).toEqual(document);
    expect(engines[document.kind].works === it.works, why).toBe(true);
    expect(engines[document.kind === 'one' ? 'other' : 'one'].isIn, why).toBe(false);
    // and it can be changed
    await it.edit('/v', 1000);
    expect(shown()?.v, why).toBe(1000);
    await it.edit('/v', -1);
    expect(shown()?.v, why).toBe(1000);
    expect(it.refused?.text, why).toBe('-1');
  }
});
