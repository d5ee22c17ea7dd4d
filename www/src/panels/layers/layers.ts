// Layers looked into: what units say and what gradient comes back to them, before training and while it goes on.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../controls/checkbox';
import { choice } from '../../controls/choice';
import { type Range, slider } from '../../controls/slider';
import type { Json } from '../../document/pointer';
import { format, plain } from '../../draw/format';
import type { Histogram, LayerProbe } from '../../engine/serve-train';
import { seenBy } from '../../engine/trainer';
import { choose, chosen } from '../chosen';
import { mapWords } from '../maps/words';
import { asked } from '../network/asked';
import { first } from '../network/first';
import { activations, type Layer, mostLayers, optionsOf, unitsRange } from '../network/layers';
import { layersIn, placeIn } from '../network/place';
import type { Host, Learner, Panel } from '../panel';
import { drawn, paper } from '../parts/drawn';
import { Rested } from '../parts/rested';
import { settingOf } from '../setting';
import { findings } from './finding';
import { drawHistogram, type Reach, reachOf } from './histogram';
import style from './layers.css?inline';
import { drawLines, inkOf, quantities, type Span, spanOf } from './lines';
import { type LayersWords, layersWords, type Quantity } from './words';

export function open(host: Host): Panel {
  return new Layers(host);
}

interface Seen {
  /** After so many epochs; of one that is under way, with a part of it. */
  readonly epoch: number;
  readonly layers: readonly LayerProbe[];
}

const bins = 40;
const depths: Range = { kind: 'linear', low: 0, high: mostLayers, whole: true };

class Layers implements Panel {
  #host: Host;
  #now: Rested<Seen>;
  #first: Rested<Seen>;
  #span: { readonly of: string; readonly span: Span } | undefined;

  constructor(host: Host) {
    this.#host = host;
    this.#now = new Rested(host);
    this.#first = new Rested(host);
  }

  close(): void {
    this.#now.stop();
    this.#first.stop();
  }

  render(): TemplateResult {
    const { learner, words } = this.#host;
    const own = layersWords[words.tag];
    return html`<style>${style}</style>
      ${this.#settings(own)} ${learner ? this.#seen(learner, own) : nothing}`;
  }

  /** How the network is made, all layers alike. */
  #settings(own: LayersWords): TemplateResult | typeof nothing {
    const host = this.#host;
    const at = placeIn(host.document, host.selected, 'layers');
    if (!host.may(at)) return nothing;
    const layers = layersIn(host.document, host.selected);
    const set = (to: readonly Layer[]) => host.edit(at, to as unknown as Json);
    const { units = 8, activation = 'tanh' } = layers.at(-1) ?? {};
    const isOne = layers.every((layer) => layer.activation === activation);
    const whole = (
      id: string,
      label: string,
      value: number,
      range: Range,
      most: number,
      change: (to: number) => void,
    ) => {
      const refuse = (text: string, why: string) => host.refuse({ at: id, text, why });
      const { notANumber, outOf } = mapWords[host.words.tag];
      return slider({
        ...settingOf(id, label, value, () => range, host),
        id,
        still: false,
        change: (to) => {
          if (Number.isInteger(to) && to >= range.low && to <= most) change(to);
          else refuse(plain(to), outOf(plain(range.low), plain(most)));
        },
        refuse: (text) => refuse(text, notANumber(text)),
      });
    };
    const resized = (count: number) => Array.from({ length: count }, (_, k) => layers[k] ?? { units, activation });
    return html`<div class="made">
      ${first(host, placeIn(host.document, host.selected, 'init'), 'layers-init')}
      ${choice({
        label: own.activation,
        about: 'activation',
        value: isOne ? activation : '',
        options: [...(isOne ? [] : [{ value: '', text: own.mixed }]), ...optionsOf(activations)],
        change: (to) => set(layers.map((layer) => ({ ...layer, activation: to }))),
      })}
      ${whole('layers-depth', own.depth, layers.length, depths, mostLayers, (count) => set(resized(count)))}
      ${layers.length > 0 ? whole('layers-units', own.units, units, unitsRange, 1024, (to) => set(layers.map((layer) => ({ ...layer, units: to })))) : nothing}
    </div>`;
  }

  #seen(learner: Learner, own: LayersWords): TemplateResult | typeof nothing {
    const { weights, own: apart } = chosen(this.#host, 'layers');
    const ask = (epoch: number | undefined, at: number) => async () => {
      const told = await learner.ask('layers', bins, epoch);
      return 'failed' in told ? told : { ok: told.ok && { epoch: at, layers: told.ok } };
    };
    const { progress } = learner.pupils[learner.run] ?? {};
    const seen = this.#now.of(learner.key, ask(learner.epoch, learner.epoch ?? (progress ? seenBy(progress) : 0)));
    const of = asked(this.#host);
    // by the same name it is the same network before training
    const base = `${of?.lesson} ${of?.manner} ${learner.run}`;
    const before = this.#first.of(base, ask(0, 0));
    // another network's are on their way
    if (!seen || seen.layers.length !== learner.lesson.layers.length) return nothing;
    const shown = weights ? quantities : quantities.slice(0, 2);
    const known = before?.layers.length === seen.layers.length && before.epoch === 0 ? before.layers : undefined;
    const says = this.#says(seen, learner, own);
    const reach = (quantity: Quantity) => (apart ? undefined : reachOf(seen.layers.map((layer) => layer[quantity])));
    const reaches = { activations: reach('activations'), gradients: reach('gradients'), weights: reach('weights') };
    return html`<p class="says" id="layers-says" data-help="layers-says">${says}</p>
      <figure class="lines" data-help="layers-lines">
        <figcaption>${own.deviations} <span>(${own.before})</span></figcaption>
        <canvas role="img" aria-label="${own.deviations}. ${says}" ${drawn((canvas) => this.#lines(canvas, base, seen, known, shown, own))}></canvas>
      </figure>
      <div class="boxes">
        ${checkbox({ label: own.of.weights, on: weights, about: 'layers-shown', change: (on) => choose(this.#host, 'layers', { weights: on }) })}
        ${checkbox({ label: own.own, on: apart, about: 'layers-own', change: (on) => choose(this.#host, 'layers', { own: on }) })}
      </div>
      <div class="strata" style="--of: ${shown.length}">
        <div class="stratum heads" aria-hidden="true">
          <span></span><span class="ratio">${own.ratio}</span>
          ${shown.map((quantity) => html`<span>${own.of[quantity]} ${ends(reaches[quantity])}</span>`)}
        </div>
        ${seen.layers.map((layer, k) => this.#layer(layer, k, learner, shown, reaches, own))}
      </div>`;
  }

  #says({ epoch, layers }: Seen, { lesson }: Learner, own: LayersWords): string {
    const at = Number.isInteger(epoch) ? own.at(epoch) : own.within(Math.ceil(epoch));
    return `${at}: ${findings(layers, lesson.layers).map(own.finding).join(' ')}`;
  }

  #lines(
    canvas: HTMLCanvasElement,
    base: string,
    seen: Seen,
    known: readonly LayerProbe[] | undefined,
    shown: readonly Quantity[],
    own: LayersWords,
  ): void {
    const on = paper(canvas);
    if (!on) return;
    const { inks, theme } = this.#host;
    const probes = known ? [seen.layers, known] : [seen.layers];
    const of = `${base} ${shown}`;
    const span = spanOf(probes, shown, this.#span?.of === of ? this.#span.span : undefined);
    this.#span = { of, span };
    const lines = { now: seen.layers, first: known, shown, names: own.of, output: own.output, span };
    drawLines(on.ctx, on.width, on.height, lines, inks, theme);
  }

  #layer(
    layer: LayerProbe,
    k: number,
    { lesson }: Learner,
    shown: readonly Quantity[],
    reaches: Readonly<Record<Quantity, Reach | undefined>>,
    own: LayersWords,
  ): TemplateResult {
    const isOutput = k === lesson.layers.length - 1;
    const name = isOutput ? own.output : own.layer(k + 1);
    const { units = 0, activation = '' } = lesson.layers[k] ?? {};
    const { inks, theme } = this.#host;
    const cell = (quantity: Quantity) => {
      const of = layer[quantity];
      const reach = reaches[quantity] ?? reachOf([of]);
      const label = own.histogram(own.of[quantity], name, ends(reach));
      return html`<figure data-help="layers-${quantity}">
        <canvas
          role="img" aria-label=${label}
          ${drawn((canvas) => {
            const on = paper(canvas);
            if (on) drawHistogram(on.ctx, on.width, on.height, of, reach, inkOf(quantity, theme).color, inks);
          })}
        ></canvas>
        <figcaption>${numbers(of, quantity, layer, own)}${reaches[quantity] ? nothing : html` <span>${ends(reach)}</span>`}</figcaption>
      </figure>`;
    };
    return html`<div class="stratum" role="group" aria-label=${name}>
      <span class="name"><b data-help="layers-name">${name}</b> <span>${isOutput ? units : own.units_of(units, activation)}</span></span>
      <span class="ratio" data-help="layers-ratio"><i>${own.ratio}</i> <b>${format(layer.ratio ?? Number.NaN, 2)}</b></span>
      ${shown.map(cell)}
    </div>`;
  }
}

/** Mean and deviation of what units say; of gradients and weights deviation and size. */
function numbers(of: Histogram, quantity: Quantity, layer: LayerProbe, own: LayersWords): TemplateResult | string {
  if (of.deviation === null || of.mean === null) return own.broken;
  const spread = html`<span>σ ${format(of.deviation, 2)}</span>`;
  const zeros = of.zeros
    ? html`<span>${own.zeros(`${plain(Number((100 * of.zeros).toPrecision(2)))}%`)}</span>`
    : nothing;
  if (quantity === 'activations') return html`<span>${own.mean} ${format(of.mean, 2)}</span> ${spread} ${zeros}`;
  const size = quantity === 'gradients' ? layer.gradient_norm : layer.norm;
  return html`${spread} <span>${own.size} ${format(size ?? Number.NaN, 2)}</span> ${zeros}`;
}

/** ±0.3, or 0 … 0.3. */
function ends(reach: Reach | undefined): string {
  if (!reach) return '';
  const far = plain(Number(reach[1].toPrecision(2)));
  return reach[0] < 0 ? `±${far}` : `0 … ${far}`;
}
