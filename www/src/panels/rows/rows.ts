// The data of a network: drawn anew with other settings, pressed onto the plane, handed in as files, and taken along.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { type Range, slider } from '../../controls/slider';
import { get } from '../../document/pointer';
import { choiceAt } from '../../document/runs';
import { plain } from '../../draw/format';
import mapStyle from '../maps/maps.css?inline';
import type { Host, Learner, Panel, PanelModule } from '../panel';
import { withData } from '../parts/lesson';
import parts from '../parts/parts.css?inline';
import { reseedData } from '../parts/reseed';
import { save } from '../parts/save';
import { settingOf } from '../setting';
import { dataNames, drawnKinds } from './names';
import { Points } from './points';
import css from './rows.css?inline';
import { csvOf } from './saving';
import { TableChoice } from './table';
import { Taking } from './taking';
import { at, kindOf, taskAt } from './task';
import { rowsWords } from './words';

/** By hand; by typing there is as much as the engine takes. */
const ranges: Readonly<Record<string, Range>> = {
  samples: { kind: 'log', low: 10, high: 2000, whole: true },
  noise: { kind: 'linear', low: 0, high: 2 },
  classes: { kind: 'linear', low: 2, high: 6, whole: true },
  distortion: { kind: 'linear', low: 0, high: 3 },
};
/** Pictures are more, and their noise is of pixels. */
const ofStrokes: Readonly<Record<string, Range>> = {
  ...ranges,
  samples: { kind: 'log', low: 100, high: 60_000, whole: true },
  noise: { kind: 'linear', low: 0, high: 1 },
};
const share: Range = { kind: 'linear', low: 0, high: 0.9 };
/** Of what is typed or pasted, as a file. */
const pasted = 'table.csv';

export const open: PanelModule['open'] = (host: Host): Panel => {
  const taking = new Taking(host);
  const table = new TableChoice(host, taking);
  const points = new Points(host);
  /** How much of a file is written. */
  let saving: number | undefined;
  let closed = false;

  const words = () => rowsWords[host.words.tag];

  const number = (label: string, range: Range, ...keys: string[]): TemplateResult | typeof nothing => {
    const now = get(host.document, at(...keys));
    if (typeof now !== 'number') return nothing;
    const reach = () => (now > range.high ? { ...range, high: 2 * now } : range);
    return slider(settingOf(at(...keys), label, now, reach, host));
  };

  const drawing = (): TemplateResult => {
    const { kind, values } = choiceAt(host.document, at('data'));
    const names = dataNames[host.words.tag];
    const kinds = drawnKinds.includes(kind) ? drawnKinds : [kind, ...drawnKinds];
    const of = kind === 'strokes' ? ofStrokes : ranges;
    const isDrawn = 'samples' in values;
    return html`<div class="group">
      <h3>${words().drawn}</h3>
      ${choice({
        label: words().kind,
        about: 'data-kind-net',
        value: kind,
        options: kinds.map((value) => ({ value, text: names[value] ?? value })),
        change: (to) => withData(host, to),
      })}
      ${Object.entries(words().settings)
        .filter(([name]) => name in values)
        .map(([name, label]) => number(label, of[name] ?? share, 'data', kind, name))}
      ${number(words().validation, share, 'validation')} ${number(words().test, share, 'test')}
      <button class="word" type="button" data-help="rows-reseed" @click=${() => reseedData(host)}>${isDrawn ? words().reseed : words().resplit}</button>
    </div>`;
  };

  /** What is here now, and what of it was left out. */
  const report = ({ lesson }: Learner): TemplateResult => {
    const left = words().skipped(lesson.skipped);
    return html`<div class="told" data-help="rows-here">
      <p>${words().here(lesson)}</p>
      ${left.map((line) => html`<p class="note">${line}</p>`)}
    </div>`;
  };

  const files = (): TemplateResult => {
    const give = (text: string) => void (text.trim() && taking.take([new File([text], pasted)]));
    return html`<div class="group">
      <h3>${words().own}</h3>
      <p class="note">${words().drop}</p>
      <div class="buttons">
        <label class="word file" data-help="rows-file">${words().choose}<input
          type="file" multiple
          @change=${(event: Event) => {
            const input = event.target as HTMLInputElement;
            const chosen = [...(input.files ?? [])];
            // the same file again is a change too
            input.value = '';
            void taking.take(chosen);
          }}
        /></label>
      </div>
      <label class="paste" data-help="rows-paste"><span>${words().paste}</span><textarea
        class="number" rows="3" autocomplete="off" autocapitalize="off" spellcheck="false" placeholder=${words().sample}
        @paste=${(event: ClipboardEvent) => {
          const text = event.clipboardData?.getData('text/plain') ?? '';
          // large ones are not shown: that would take long
          if (text.length > 20_000) event.preventDefault();
          give(text);
        }}
        @change=${(event: Event) => give((event.target as HTMLTextAreaElement).value)}
      ></textarea></label>
      ${
        taking.reading.length > 0
          ? html`<p class="map-state" data-help="rows-reading"><span role="status">${words().reading(taking.reading)}</span>
              <button class="word" type="button" @click=${() => taking.stop()}>${words().stop}</button></p>`
          : nothing
      }
      <div aria-live="polite" data-help="rows-told">
        ${taking.told.map(({ text, wrong }) => html`<p class=${wrong ? 'wrong' : 'note'}>${text}</p>`)}
      </div>
      ${taking.pairs.length > 1 ? pairs() : nothing} ${table.render()}
    </div>`;
  };

  const pairs = (): TemplateResult => {
    const used = JSON.stringify(get(host.document, at('data')));
    const now = taking.pairs.findIndex(({ images }) => used.includes(images.sight.sha256));
    return choice({
      label: words().pair,
      about: 'rows-pair',
      value: String(Math.max(0, now)),
      options: taking.pairs.map(({ images }, k) => ({
        value: String(k),
        text: `${images.name}${'images' in images.sight ? `, ${plain(images.sight.images[0])}` : ''}`,
      })),
      change: (to) => {
        const pair = taking.pairs[Number(to)];
        if (pair) taking.use(pair);
      },
    });
  };

  const write = async (learner: Learner) => {
    saving = 0;
    host.update();
    const blob = await csvOf(learner, (part) => {
      const goes = saving !== undefined && !closed;
      if (goes) saving = part;
      host.update();
      return goes;
    });
    saving = undefined;
    if (blob) save(blob, `${kindOf(host)}.csv`);
    host.update();
  };

  const along = (learner: Learner): TemplateResult => html`<div class="group">
    <h3>${words().along}</h3>
    ${
      saving === undefined
        ? html`<button class="word" type="button" data-help="rows-save" @click=${() => void write(learner)}>${words().save}</button>`
        : html`<div class="map-state" data-help="rows-reading"><progress max="1" .value=${saving} aria-label=${words().saving}></progress>
            <button class="word" type="button" @click=${() => {
              saving = undefined;
              host.update();
            }}>${words().stop}</button></div>`
    }
    <p class="note">${words().columns}</p>
  </div>`;

  return {
    render() {
      const { learner, refused } = host;
      const dropped = learner?.dropped() ?? [];
      if (dropped.length > 0) queueMicrotask(() => void taking.take(dropped));
      return html`<style>${parts}${mapStyle}${css}</style>
        <div class="net-rows">
          ${learner ? report(learner) : nothing}
          ${refused && [taskAt, at(), at('data')].includes(refused.at) ? html`<p class="wrong" role="alert">${refused.why}</p>` : nothing}
          <div class="groups">
            ${drawing()} ${learner?.isPlane ? points.render(learner) : nothing} ${files()} ${learner ? along(learner) : nothing}
          </div>
        </div>`;
    },
    press: (place) => points.press(place),
    close() {
      closed = true;
      taking.stop();
    },
  };
};
