// A network's settings: its data, what it sees of them, its layers, and how it learns. Each change begins it anew.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { type Range, slider } from '../../controls/slider';
import { get, type Json, pointer } from '../../document/pointer';
import type { Host, Panel, PanelModule } from '../panel';
import { field } from '../parts/field';
import parts from '../parts/parts.css?inline';
import { settingOf } from '../setting';
import css from './network.css?inline';
import { networkWords } from './words';

const at = (...keys: (string | number)[]) => pointer('task', 'network', ...keys);

/** What most networks see of the plane, to be switched on and off. */
const usual = ['x', 'y', 'x^2', 'y^2', 'x*y', 'sin(x)', 'sin(y)'];
const activations = ['linear', 'relu', 'leaky_relu', 'elu', 'silu', 'gelu', 'softplus', 'sigmoid', 'tanh'];
/** As they are called everywhere. */
const spoken: Readonly<Record<string, string>> = {
  linear: 'Linear',
  relu: 'ReLU',
  leaky_relu: 'Leaky ReLU',
  elu: 'ELU',
  silu: 'SiLU',
  gelu: 'GELU',
  softplus: 'Softplus',
  sigmoid: 'Sigmoid',
  tanh: 'tanh',
};
const batches = [1, 10, 32];
const mostLayers = 16;

/** By hand; by typing there is as much as the engine takes. */
const ranges: Readonly<Record<string, Range>> = {
  samples: { kind: 'log', low: 10, high: 2000, whole: true },
  noise: { kind: 'linear', low: 0, high: 2 },
  classes: { kind: 'linear', low: 2, high: 6, whole: true },
  test: { kind: 'linear', low: 0, high: 0.9 },
  units: { kind: 'linear', low: 1, high: 16, whole: true },
  epochs: { kind: 'log', low: 10, high: 1000, whole: true },
  l1: { kind: 'linear', low: 0, high: 0.1 },
  l2: { kind: 'linear', low: 0, high: 0.1 },
};

interface Layer {
  readonly units: number;
  readonly activation: string;
}

/** A choice of the document: its name, and what is chosen within it. */
function named(choice: Json | undefined): readonly [name: string, fields: Readonly<Record<string, Json>>] {
  if (typeof choice !== 'object' || choice === null) return [String(choice ?? ''), {}];
  const [name = '', fields] = Object.entries(choice)[0] ?? [];
  return [name, (fields ?? {}) as Readonly<Record<string, Json>>];
}

export const open: PanelModule['open'] = (host: Host): Panel => {
  const words = () => networkWords[host.words.tag];
  const value = (...keys: (string | number)[]) => get(host.document, at(...keys));

  /** A number as a slider; where there is none, nothing. */
  const number = (label: string, range: Range | undefined, ...keys: (string | number)[]) => {
    const now = value(...keys);
    if (typeof now !== 'number' || !range) return nothing;
    const reach = () => (now > range.high ? { ...range, high: 2 * now } : range);
    return slider(settingOf(at(...keys), label, now, reach, host));
  };

  const data = (): TemplateResult => {
    const [kind, fields] = named(value('data'));
    const own = Object.keys(fields).filter((name) => name in ranges && typeof fields[name] === 'number');
    const labels = words() as unknown as Readonly<Record<string, string>>;
    return html`${own.map((name) => number(labels[name] ?? name, ranges[name], 'data', kind, name))}
      ${number(words().test, ranges.test, 'test')}`;
  };

  const features = (): TemplateResult | typeof nothing => {
    const seen = (value('features') ?? []) as readonly string[];
    // only data of the plane are seen by formulas
    if (!host.works?.isPlane) return nothing;
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
      if (typeof text === 'string' && text !== '') set([...seen, text]);
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
        refused: refused && { ...refused, at: at('features'), text: lastOf(refused.text) },
        change: add,
      })}
    </div>`;
  };

  const layers = (): TemplateResult => {
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
            options: activations.map((one) => ({ value: one, text: spoken[one] ?? one })),
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
    const rows = host.works?.rows ?? 0;
    const batch = value('batch');
    const size = typeof batch === 'number' ? batch : rows;
    const choose = (to: number) => host.edit(at('batch'), to >= rows ? 'all' : to);
    const [init] = named(value('init'));
    const preset = (to: number, text: string) =>
      html`<button class="word" type="button" aria-pressed=${Math.min(size, rows) === to} @click=${() => choose(to)}>${text}</button>`;
    const given = init === 'values' ? ['values'] : [];
    return html`<div class="group">
      <h3>${words().learning}</h3>
      ${slider({ ...settingOf(at('batch'), words().batch, size, () => ({ kind: 'log', low: 1, high: Math.max(2, rows), whole: true }), host, `${at('batch')} ${rows}`), change: choose })}
      <div class="row" role="group" data-help="batch" aria-label=${words().batch}>
        ${batches.filter((one) => one < rows).map((one) => preset(one, String(one)))} ${preset(rows, words().every)}
      </div>
      ${number(words().epochs, ranges.epochs, 'epochs')}
      ${choice({
        label: words().init,
        about: 'init',
        value: init,
        options: Object.entries(words().inits)
          .filter(([name]) => name !== 'values' || given.includes(name))
          .map(([name, text]) => ({ value: name, text })),
        change: (to) => host.edit(at('init'), to || undefined),
      })}
      ${number(words().l1, ranges.l1, 'penalty', 'l1')} ${number(words().l2, ranges.l2, 'penalty', 'l2')}
    </div>`;
  };

  return {
    render: () => html`<style>${parts}${css}</style>
      <div class="groups">
        <div class="group"><h3>${words().data}</h3>${data()}</div>
        ${features()} ${layers()} ${learning()}
      </div>`,
  };
};

/** Of a list that was refused as a whole, what was added last. */
function lastOf(text: string): string {
  return (
    text
      .split(',')
      .at(-1)
      ?.replace(/["\]\s]/g, '') ?? ''
  );
}
