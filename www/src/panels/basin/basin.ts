// The basin map: where a run leads from everywhere, drawn over the plane, and in numbers beside it.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import type { Contour } from '../../draw/contours';
import { format } from '../../draw/format';
import { basinInk, css, plainInks } from '../../draw/map-inks';
import { pointText } from '../../draw/picture';
import type { Scales } from '../../draw/scales';
import { choose, chosen } from '../chosen';
import { asked } from '../maps/asked';
import mapStyle from '../maps/maps.css?inline';
import { Fields, stateLine } from '../maps/parts';
import { mapWords } from '../maps/words';
import type { Host, Panel } from '../panel';
import { Pace } from '../parts/pace';
import { Which } from '../parts/which';
import style from './basin.css?inline';
import { Ground } from './ground';
import { Making } from './making';
import type { Share } from './picture';
import { basinWords } from './words';

export function open(host: Host): Panel {
  return new Basin(host);
}

/** Steps of a map where nobody asked for more. */
const usualSteps = 1000;
const mostSteps = 100_000;
/** Rows of the legend; what is rarer is one row. */
const mostRows = 8;
/** Of the pixels, to bear a number on the plane. */
const leastNumbered = 0.01;

class Basin implements Panel {
  #host: Host;
  #making: Making;
  #pace: Pace;
  #ground = new Ground();
  #fields: Fields;
  #which: Which;
  #shares: { readonly of: readonly unknown[]; readonly shares: readonly Share[] } = { of: [], shares: [] };

  constructor(host: Host) {
    this.#host = host;
    this.#fields = new Fields(host);
    this.#which = new Which(host, 'basin');
    this.#pace = new Pace(host);
    this.#making = new Making(() => this.#pace.update());
  }

  close(): void {
    this.#pace.stop();
    this.#making.close();
  }

  under(ctx: CanvasRenderingContext2D, scales: Scales, contours: readonly Contour[]): void {
    this.#pace.drawn();
    const { pictures, told, fresh, minima } = this.#making;
    const numbered = this.#rows.flatMap(({ where, share }) =>
      typeof where === 'number' && share >= leastNumbered ? [where] : [],
    );
    const known = (this.#host.finished?.opened.minima.length ?? 0) / 2;
    const { theme } = this.#host;
    this.#ground.draw(ctx, scales, { pictures, told, fresh, contours, theme, numbered, known, minima: minima.all });
  }

  render(): TemplateResult {
    const host = this.#host;
    this.#which.heed();
    this.#want();
    const words = basinWords[host.words.tag];
    return html`<style>${mapStyle}${style}</style>
      <div class="map-settings">
        ${host.names.length > 1 ? this.#which.render({ label: mapWords[host.words.tag].run, about: 'map-run' }) : nothing}
        ${choice({
          label: words.resolution,
          about: 'basin-resolution',
          value: chosen(host, 'basin').fine ? 'fine' : 'quick',
          options: [
            { value: 'quick', text: words.quick },
            { value: 'fine', text: words.fine },
          ],
          change: (value) => choose(host, 'basin', { fine: value === 'fine' }),
        })}
        ${this.#fields.field({
          id: 'basin-steps',
          label: words.steps,
          about: 'map-steps',
          value: this.#stepsOf(asked(host)?.steps ?? 0),
          low: 1,
          high: mostSteps,
          whole: true,
          change: (steps) => choose(host, 'basin', { steps }),
        })}
      </div>
      ${this.#state()}
      <p class="says" data-help="basin-says">${this.#says()}</p>
      ${this.#legend()}`;
  }

  /** Asks for the map of what is shown now. */
  #want(): void {
    const { finished, scales, theme } = this.#host;
    const of = asked(this.#host);
    if (!finished || !scales || !of) return;
    this.#making.want({
      asked: of,
      domain: scales.domain,
      box: scales.box,
      ratio: devicePixelRatio,
      around: finished.opened.domain,
      steps: this.#stepsOf(of.steps),
      fine: chosen(this.#host, 'basin').fine,
      theme,
    });
  }

  #stepsOf(steps: number): number {
    return chosen(this.#host, 'basin').steps ?? Math.max(1, Math.min(usualSteps, steps));
  }

  #state(): TemplateResult {
    const { took, best } = this.#making;
    const own = basinWords[this.#host.words.tag];
    return stateLine(
      this.#host,
      this.#making,
      best ? own.done(best.plan.columns, best.plan.rows, took, best.compiled) : '',
    );
  }

  /** What is under the mouse; else where the run starts. */
  #says(): string {
    const { pointer, words, names, selected } = this.#host;
    const start = asked(this.#host)?.start;
    const at = pointer ?? start;
    const found = at && this.#making.best?.at(at);
    if (!found) return '';
    const own = basinWords[words.tag];
    return (pointer ? own.at : own.start)(pointText(at[0], at[1], 3), names[selected] ?? '', found.where, found.steps);
  }

  /** Each minimum with its share, the largest first; counted anew when there is something new to tell. */
  get #all(): readonly Share[] {
    const { best, told } = this.#making;
    const of = [best, told];
    if (of.some((one, k) => one !== this.#shares.of[k])) this.#shares = { of, shares: best?.shares ?? [] };
    return this.#shares.shares;
  }

  /** The largest, by number: rows that changed places while a slider moves could not be read. */
  get #rows(): Share[] {
    const rows = this.#all.filter(({ where }) => typeof where === 'number').slice(0, mostRows);
    return rows.sort((a, b) => Number(a.where) - Number(b.where));
  }

  #legend(): TemplateResult | typeof nothing {
    const all = this.#all;
    if (all.length === 0) return nothing;
    const { words, theme } = this.#host;
    const own = basinWords[words.tag];
    const { minima, best } = this.#making;
    const rows = this.#rows;
    // next to the plane that is shown, a millionth is nothing
    const tiny = 1e-6 * Math.hypot(...(best?.plan.domain ?? [0]));
    const rest = all.filter((one) => typeof one.where === 'number' && !rows.includes(one));
    const plain = all.filter(({ where }) => typeof where !== 'number');
    const ends = [0, 1].map((share) => css(basinInk(0, share, theme)));
    return html`<table class="legend-map" data-help="basin-minimum">
        <thead>
          <tr><th scope="col" colspan="2">${own.minimum}</th><th scope="col">${own.place}</th>
            <th scope="col" data-help="basin-share">${own.share}</th><th scope="col" data-help="basin-median">${own.median}</th></tr>
        </thead>
        <tbody>
          ${rows.map(({ where, share, steps }) => {
            const number = where as number;
            const colours = [0, 1].map((s) => css(basinInk(minima.all.colour(number), s, theme)));
            const [x, y] = (minima.all.place(number) ?? [0, 0]).map((v) => (Math.abs(v) < tiny ? 0 : v)) as [
              number,
              number,
            ];
            return html`<tr>
              <td><i class="patch" style="background: linear-gradient(to right, ${colours.join(', ')})"></i></td>
              <th scope="row">${number}</th><td>${pointText(x, y, 3)}</td><td>${percent(share)}</td><td>${steps}</td>
            </tr>`;
          })}
          ${
            rest.length > 0
              ? html`<tr data-help="basin-others"><td></td><th scope="row" colspan="2">${own.others(rest.length)}</th><td>${percent(rest.reduce((sum, { share }) => sum + share, 0))}</td><td></td></tr>`
              : nothing
          }
          ${plain.map(({ where, share }) => {
            const kind = where as 'nowhere' | 'diverged';
            const [ground, mark] = plainInks[theme][kind].map(css);
            return html`<tr data-help="map-${kind}">
              <td><i class="patch ${kind}" style="--of: ${ground}; --mark: ${mark}"></i></td>
              <th scope="row" colspan="2">${own[kind]}</th><td>${percent(share)}</td><td></td>
            </tr>`;
          })}
        </tbody>
      </table>
      ${
        rows.length > 0
          ? html`<p class="shade" data-help="basin-shade"><span>${own.soon}</span><i class="patch" style="background: linear-gradient(to right, ${ends.join(', ')})"></i><span>${own.late(best?.plan.steps ?? 0)}</span></p>`
          : nothing
      }`;
  }
}

function percent(share: number): string {
  return share > 0 && share < 0.0005 ? '< 0.1%' : `${format(100 * share, share < 0.1 ? 2 : 3).replace(/\.0+$/, '')}%`;
}
