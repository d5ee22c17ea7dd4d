// How a network learns, changed while it does: from the epoch that is shown on it is otherwise, and was as it was. What it
// is and learns from begins anew.

import { html, type TemplateResult } from 'lit';
import { after, changedAt, changesOf, changing, placesOf, unchanging, without } from '../../document/changes';
import { get, type Json, pointer, set } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import { plain } from '../../draw/format';
import type { Pupil, Trainer } from '../../engine/trainer';
import type { Around, Changed as Changes } from '../subject';
import { changeSaid } from './change-words';
import { netWords } from './words';

/** What a hand does within so long is one change. */
const oneHandMs = 800;

export class Changed implements Changes {
  #around: Around;
  #works: Trainer;
  #hand = { at: '', time: Number.NEGATIVE_INFINITY, updates: new Map<number, number>() };
  /** The document as it was asked for last, and of what. */
  #known: { readonly of: Json; readonly key: string; readonly document: Json } | undefined;

  constructor(around: Around, works: Trainer) {
    this.#around = around;
    this.#works = works;
  }

  set = (document: Json, at: string, value: Json | undefined): Json => {
    const { player } = this.#around;
    const places = placesOf(document, at)?.filter(({ run }) => this.#works.pupils[run]);
    if (!places?.length) return set(document, at, value);
    if (player.step === 0) {
      const cleared = places.reduce((left, place) => without(left, place, 0), document);
      return set(cleared, at, value);
    }
    const time = performance.now();
    const goesOn = this.#hand.at === at && time - this.#hand.time < oneHandMs;
    this.#hand = { at, time, updates: goesOn ? this.#hand.updates : new Map() };
    // where a hand takes a value away that it has changed, that is taken back
    const back =
      value !== undefined ? undefined : places.map(({ run, own }) => changedAt(document, run, own, this.#updates(run)));
    if (back?.some((one) => one !== undefined)) {
      return places.reduce((left, { run, own }, k) => {
        const when = back[k];
        return when === undefined ? left : unchanging(left, run, when, own);
      }, document);
    }
    const to = value ?? this.#without(document, at);
    if (to === undefined) return set(document, at, value);
    return places.reduce((left, { run, own }) => {
      const when = this.#hand.updates.get(run) ?? this.#updates(run);
      this.#hand.updates.set(run, when);
      return changing(left, run, when, own, own === '/with/penalty' ? this.#penalty(run, at, to) : to);
    }, document);
  };

  get document(): Json {
    const { document } = this.#around.desk;
    const changes = changesOf(document);
    if (changes.length === 0) return document;
    // between two changes it is the same
    const key = changes.map(({ run, at }) => at <= this.#updates(run)).join();
    if (this.#known?.of !== document || this.#known.key !== key) {
      const now = after(document, (run) => this.#updates(run));
      this.#known = { of: document, key, document: this.#known ? filled(now, this.#known.document) : now };
      void this.#write(now);
    }
    return this.#known.document;
  }

  now(at: string): number | undefined {
    const value = get(this.document, at);
    return typeof value === 'number' ? value : undefined;
  }

  render(run: number): TemplateResult | undefined {
    const { desk, words, names } = this.#around;
    const pupil = this.#works.pupils[run];
    const own = changesOf(desk.document).filter((one) => one.run === run);
    if (!pupil || own.length === 0) return undefined;
    const { from, away } = netWords[words().tag].changes;
    const lines = own.flatMap((one) => Object.entries(one.set).map(([place, value]) => ({ ...one, place, value })));
    return html`<ul class="changes" data-help="changes">${lines.map(({ at, place, value }) => {
      const epoch = plain(Number(epochOf(pupil, at).toFixed(2)));
      const said = from(epoch, ...changeSaid(words(), place, value));
      const name = away(said, names()[run] ?? '');
      return html`<li><span>${said}</span><button
          type="button" class="quiet" data-help="remove" aria-label=${name} title=${name}
          @click=${() => desk.edit('', unchanging(desk.document, run, at, place))}
        >×</button></li>`;
    })}</ul>`;
  }

  /** Made by a run by the end of the epoch that is shown; where it is now, exactly. */
  #updates(run: number): number {
    const pupil = this.#works.pupils[run];
    if (!pupil) return 0;
    const { progress, places } = pupil;
    const { step } = this.#around.player;
    return step >= progress.epochs ? progress.updates : (places.updates[step] ?? progress.updates);
  }

  /** What stands there from now on where nothing of its own does. */
  #without(document: Json, at: string): Json | undefined {
    if (at.endsWith('/clip')) return null;
    const [, name] = /^\/runs\/\d+\/with\/(batch|penalty)$/.exec(at) ?? [];
    return name && get(document, pointer('task', 'network', name));
  }

  /** As it is, but for what was set of it. */
  #penalty(run: number, at: string, value: Json): Json {
    const part = at.slice(at.lastIndexOf('/') + 1);
    if (part === 'penalty') return value;
    const own = get(this.document, pointer('runs', run, 'with', 'penalty'));
    const all = (own ?? get(this.document, pointer('task', 'network', 'penalty')) ?? {}) as { [key: string]: Json };
    return { l1: all.l1 ?? 0, l2: all.l2 ?? 0, [part]: value };
  }

  /** A choice that a change has made has its defaults once the engine has written them out. */
  async #write(now: Json): Promise<void> {
    const known = this.#known;
    const document = await this.#works.resolved(JSON.stringify(now));
    if (!known || this.#known !== known || document === undefined) return;
    this.#known = { ...known, document };
    this.#around.learned();
  }
}

/** With what is known already of choices that are the same as before. */
function filled(now: Json, before: Json): Json {
  const runs = (get(now, '/runs') ?? []) as Json[];
  return runs.reduce<Json>((left, _, run) => {
    return ['optimizer', 'schedule'].reduce((whole, choice) => {
      const at = pointer('runs', run, choice);
      const [is, was] = [choiceAt(whole, at), choiceAt(before, at)];
      return is.kind === was.kind ? set(whole, at, { [is.kind]: { ...was.values, ...is.values } }) : whole;
    }, left);
  }, now);
}

/** In which epoch a run makes so many updates, a part of one included. */
function epochOf({ progress, places: { updates } }: Pupil, at: number): number {
  let epoch = Math.min(progress.epochs, updates.length - 1);
  while (epoch > 0 && (updates[epoch] ?? 0) > at) epoch--;
  const from = updates[epoch] ?? 0;
  const next = updates[epoch + 1];
  return epoch + (at - from) / Math.max(1, next === undefined ? progress.within[1] : next - from);
}
