// Hyper-parameters while a network learns: from the epoch that is shown on they are others, and were what they were.

import { html, type TemplateResult } from 'lit';
import { changesOf, changing, hyperparameter, unchanging, valueAfter } from '../../document/changes';
import { type Json, set } from '../../document/pointer';
import { plain, shortened } from '../../draw/format';
import type { Pupil, Trainer } from '../../engine/trainer';
import { settingNames } from '../../panels/parts/settings';
import type { Around, Changed as Changes } from '../subject';
import { netWords } from './words';

/** What a hand does within so long is one change. */
const oneHandMs = 800;

export class Changed implements Changes {
  #around: Around;
  #works: Trainer;
  #hand = { at: '', time: Number.NEGATIVE_INFINITY, updates: 0 };

  constructor(around: Around, works: Trainer) {
    this.#around = around;
    this.#works = works;
  }

  set = (document: Json, at: string, value: Json | undefined): Json => {
    const { player } = this.#around;
    const place = hyperparameter(at);
    const pupil = this.#works.pupils[place?.run ?? -1];
    if (!place || !pupil || player.step === 0 || value === undefined) return set(document, at, value);
    const time = performance.now();
    const goesOn = this.#hand.at === at && time - this.#hand.time < oneHandMs;
    const updates = goesOn ? this.#hand.updates : updatesBy(pupil, player.step);
    this.#hand = { at, time, updates };
    return changing(document, place.run, updates, place.own, value);
  };

  now(at: string): number | undefined {
    const { desk, player } = this.#around;
    const place = hyperparameter(at);
    const pupil = this.#works.pupils[place?.run ?? -1];
    if (!place || !pupil) return undefined;
    const value = valueAfter(desk.document, place.run, place.own, updatesBy(pupil, player.step));
    return typeof value === 'number' ? value : undefined;
  }

  render(run: number): TemplateResult | undefined {
    const { desk, words, names } = this.#around;
    const pupil = this.#works.pupils[run];
    const own = changesOf(desk.document).filter((one) => one.run === run);
    if (!pupil || own.length === 0) return undefined;
    const { tag } = words();
    const { from, away } = netWords[tag].changes;
    const lines = own.flatMap((one) => Object.entries(one.set).map(([place, value]) => ({ ...one, place, value })));
    return html`<ul class="changes" data-help="changes">${lines.map(({ at, place, value }) => {
      const key = place.slice(place.lastIndexOf('/') + 1);
      const epoch = plain(Number((at / pupil.progress.within[1]).toFixed(2)));
      const said = from(epoch, settingNames[tag][key] ?? key, shortened(JSON.stringify(value), 24));
      const name = away(said, names()[run] ?? '');
      return html`<li><span>${said}</span><button
          type="button" class="quiet" data-help="remove" aria-label=${name} title=${name}
          @click=${() => desk.edit('', unchanging(desk.document, run, at, place))}
        >×</button></li>`;
    })}</ul>`;
  }
}

/** Updates made by the end of an epoch; where it is now, exactly. */
function updatesBy({ progress }: Pupil, epoch: number): number {
  return epoch === progress.epochs ? progress.updates : epoch * progress.within[1];
}
