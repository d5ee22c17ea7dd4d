// A network's settings: what it sees of the data, its layers, and how it learns. Each change begins it anew.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { type Range, slider } from '../../controls/slider';
import { get, type Json, pointer } from '../../document/pointer';
import { choose, chosen } from '../chosen';
import maps from '../maps/maps.css?inline';
import { Fields } from '../maps/parts';
import type { Host, Panel, PanelModule } from '../panel';
import { batches } from '../parts/batch';
import { field } from '../parts/field';
import parts from '../parts/parts.css?inline';
import { goal } from '../race/goal';
import { settingOf } from '../setting';
import { first } from './first';
import { activations, type Layer, mostLayers, optionsOf, unitsRange } from './layers';
import css from './network.css?inline';
import { networkWords } from './words';

const at = (...keys: (string | number)[]) => pointer('task', 'network', ...keys);

/** What most networks see of the plane, to be switched on and off. */
const usual = ['x', 'y', 'x^2', 'y^2', 'x*y', 'sin(x)', 'sin(y)'];
const sizes = [1, 10, 32];
/** By hand; by typing there is as much as the engine takes. */
const ranges: Readonly<Record<string, Range>> = {
  units: unitsRange,
  epochs: { kind: 'log', low: 10, high: 1000, whole: true },
  repeat: { kind: 'log', low: 1, high: 64, whole: true },
  l1: { kind: 'linear', low: 0, high: 0.1 },
  l2: { kind: 'linear', low: 0, high: 0.1 },
};

export const open: PanelModule['open'] = (host: Host): Panel => {
  /** The formula that was added last, to be mended where it was refused. */
  let added = '';
  const fields = new Fields(host);
  const words = () => networkWords[host.words.tag];
  const value = (...keys: (string | number)[]) => get(host.document, at(...keys));

  /** A number as a slider; where there is none, nothing. */
  const number = (label: string, range: Range | undefined, ...keys: (string | number)[]) =>
    numberAt(at(...keys), label, range, value(...keys));

  const numberAt = (place: string, label: string, range: Range | undefined, now: Json | undefined) => {
    if (typeof now !== 'number' || !range) return nothing;
    const reach = () => (now > range.high ? { ...range, high: 2 * now } : range);
    return slider(settingOf(place, label, now, reach, host));
  };

  const features = (): TemplateResult | typeof nothing => {
    const seen = (value('features') ?? []) as readonly string[];
    // only data of the plane are seen by formulas
    if (!host.learner?.isPlane || !host.may(at('features'))) return nothing;
    const others = seen.filter((one) => !usual.includes(one));
    const set = (to: readonly string[]) => host.edit(at('features'), [...to]);
    const box = (one: string) => {
      const on = seen.includes(one);
      return html`<label class="checkbox"
        ><input
          type="checkbox" .checked=${on} ?disabled=${on && seen.length === 1}
          @change=${() => set(on ? seen.filter((other) => other !== one) : [...seen, one])}
        />${one}</label
      >`;
    };
    const add = (text: Json) => {
      added = String(text);
      if (added) set([...seen, added]);
    };
    const refused = host.refused?.at.startsWith(at('features')) ? host.refused : undefined;
    return html`<div class="group">
      <h3>${words().sees}</h3>
      <div class="features" data-help="network-features">${[...usual, ...others].map(box)}</div>
      ${field({
        id: 'network-own',
        label: words().own,
        about: 'network-features',
        at: at('features'),
        value: '',
        refused: refused && { ...refused, at: at('features'), text: added },
        change: add,
      })}
    </div>`;
  };

  const layers = (): TemplateResult | typeof nothing => {
    if (!host.may(at('layers'))) return nothing;
    const all = (value('layers') ?? []) as unknown as readonly Layer[];
    const set = (to: readonly Layer[]) => host.edit(at('layers'), to as unknown as Json);
    return html`<div class="group">
      <h3>${words().layers}</h3>
      ${all.length === 0 ? html`<p class="note">${words().none}</p>` : nothing}
      ${all.map(
        ({ activation }, k) => html`<div class="layer" role="group" aria-label=${words().layer(k + 1)}>
          ${number(words().units(k + 1), ranges.units, 'layers', k, 'units')}
          <button
            type="button" class="quiet" data-help="network-remove" aria-label=${words().remove(k + 1)}
            title=${words().remove(k + 1)} @click=${() => set(all.filter((_, other) => other !== k))}
          >×</button>
          ${choice({
            label: words().activation(k + 1),
            quiet: true,
            about: 'activation',
            value: activation,
            options: optionsOf(activations),
            change: (to) => host.edit(at('layers', k, 'activation'), to),
          })}
        </div>`,
      )}
      <button
        type="button" class="word" data-help="network-add" ?disabled=${all.length >= mostLayers}
        @click=${() => set([...all, { units: 4, activation: all.at(-1)?.activation ?? 'tanh' }])}
      >${words().more}</button>
    </div>`;
  };

  const learning = (): TemplateResult => {
    const rows = host.learner?.lesson.parts[0] ?? 0;
    const batch = get(host.current, at('batch'));
    const size = typeof batch === 'number' ? batch : rows;
    const choose = (to: number) => host.edit(at('batch'), to >= rows ? 'all' : to);
    return html`<div class="group">
      <h3>${words().learning}</h3>
      <p class="note" data-help="changes">${words().rule(host.step)}</p>
      ${slider({ ...settingOf(at('batch'), words().batch, size, () => ({ kind: 'log', low: 1, high: Math.max(2, rows), whole: true }), host, `${at('batch')} ${rows}`), change: choose })}
      ${host.may(at('batch')) ? batches({ label: words().batch, sizes, rows, every: words().every, size, choose }) : nothing}
      ${number(words().epochs, ranges.epochs, 'epochs')}
      ${numberAt('/repeat', words().repeat, ranges.repeat, get(host.document, '/repeat') ?? 1)}
      ${stops()}
      ${host.may(at('init')) ? first(host, at('init'), 'network-init') : nothing}
      ${number(words().l1, ranges.l1, 'penalty', 'l1')} ${number(words().l2, ranges.l2, 'penalty', 'l2')}
    </div>`;
  };

  /** Where time stops by itself. */
  const stops = (): TemplateResult => {
    const { epoch } = chosen(host, 'stop');
    const last = Number(value('epochs') ?? 100);
    const half = Math.max(1, Math.round(last / 2));
    return html`<div class="stops">
      ${checkbox({
        label: words().stop,
        on: epoch !== undefined,
        about: 'network-stop',
        change: (on) => choose(host, 'stop', { epoch: on ? half : undefined }),
      })}
      ${
        epoch === undefined
          ? nothing
          : fields.field({
              id: 'network-stop',
              label: words().stopAt,
              about: 'network-stop',
              value: epoch,
              low: 1,
              high: 100_000,
              whole: true,
              change: (to) => choose(host, 'stop', { epoch: to }),
            })
      }
      ${goal(host, fields, false)}
    </div>`;
  };

  return {
    render: () => html`<style>${parts}${maps}${css}</style>
      <div class="groups">
        ${features()} ${layers()} ${learning()}
      </div>`,
  };
};
