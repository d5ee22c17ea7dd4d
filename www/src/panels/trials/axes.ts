// Which fields are tried, and with which values: by a range and their count, or one by one.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { shortened } from '../../draw/format';
import { choose, chosen } from '../chosen';
import type { Fields } from '../maps/parts';
import type { Host } from '../panel';
import { field as typedField } from '../parts/field';
import type { Field, Span, Value } from './fields';
import type { Axis } from './making';
import { mostValues, read, spread, usualOf } from './values';
import { fieldName, trialsWords, valueText } from './words';

type Side = 'across' | 'up';

export class Axes {
  #host: Host;
  #fields: Fields;
  /** What was typed and cannot be. */
  #wrong = new Map<Side, { readonly text: string; readonly why: string }>();
  /** What nobody has typed stays as it was first shown, or it would move with every value that is taken over. */
  #usual = new Map<string, ReturnType<typeof usualOf>>();

  constructor(host: Host, fields: Fields) {
    this.#host = host;
    this.#fields = fields;
  }

  /** The one or two that are tried, with their values. */
  of(fields: readonly Field[]): readonly Axis[] {
    return this.#sides(fields).map(({ side, field }) => {
      const values = this.#values(side, field);
      const { name, at, numbers, json } = field;
      return { name, at, log: numbers?.log ?? false, values, json: values.map(json) };
    });
  }

  render(fields: readonly Field[]): TemplateResult {
    const { tag } = this.#host.words;
    const own = trialsWords[tag];
    const sides = this.#sides(fields);
    const [across, up] = sides.map(({ field }) => field);
    const option = ({ name }: Field) => ({ value: name, text: fieldName(name, tag) });
    const forget = (side: Side) => ({ [`${side}_range`]: undefined, [`${side}_values`]: undefined });
    const pick = (side: Side, options: readonly { value: string; text: string }[], value: string) =>
      choice({
        label: own[side],
        about: `trials-${side}`,
        value,
        options,
        // what was typed was the old one's
        change: (to) => {
          this.#wrong.delete(side);
          choose(this.#host, 'trials', { [side]: to, ...forget(side) });
        },
      });
    const others = fields.filter((field) => field.at !== across?.at);
    return html`<div class="axis">${pick('across', fields.map(option), across?.name ?? '')} ${across ? this.#ranges('across', across) : nothing}</div>
      <div class="axis">${pick('up', [...others.map(option), { value: '', text: own.none }], up?.name ?? '')} ${up ? this.#ranges('up', up) : nothing}</div>`;
  }

  /** Two that stand in one place cannot be tried together. */
  #sides(fields: readonly Field[]): readonly { readonly side: Side; readonly field: Field }[] {
    const { across = 'lr', up = 'batch' } = chosen(this.#host, 'trials');
    const named = (name: string) => fields.find((field) => field.name === name);
    const first = named(across) ?? fields[0];
    if (!first) return [];
    const isFree = (field: Field | undefined): field is Field => field !== undefined && field.at !== first.at;
    const second = named(up);
    return [{ side: 'across', field: first }, ...(isFree(second) ? [{ side: 'up' as const, field: second }] : [])];
  }

  #usualOf(field: Field): ReturnType<typeof usualOf> {
    const usual = this.#usual.get(field.key) ?? usualOf(field);
    this.#usual.set(field.key, usual);
    return usual;
  }

  #values(side: Side, field: Field): readonly Value[] {
    const { [`${side}_values` as const]: text, [`${side}_range` as const]: span } = chosen(this.#host, 'trials');
    const listed = text === undefined ? undefined : read(text, field);
    if (listed && 'values' in listed) return listed.values;
    if (span && field.numbers && fits(span, field)) return spread(span, field.numbers);
    return this.#usualOf(field).list;
  }

  /** How its values are given: numbers by a range too. */
  #ranges(side: Side, field: Field): TemplateResult {
    const host = this.#host;
    const { tag } = host.words;
    const own = trialsWords[tag];
    const { [`${side}_values` as const]: text, [`${side}_range` as const]: typed } = chosen(host, 'trials');
    const usual = this.#usualOf(field);
    const values = this.#values(side, field);
    const written = values.map((value) => String(value)).join(', ');
    const isRange = usual.span !== undefined && (typed !== undefined || (text === undefined && 'span' in field.usual));
    const span = typed && fits(typed, field) ? typed : usual.span;
    const mode = usual.span
      ? choice({
          label: own.mode,
          about: 'trials-mode',
          value: isRange ? 'range' : 'list',
          options: (['range', 'list'] as const).map((value) => ({ value, text: own.modes[value] })),
          change: (to) => {
            this.#wrong.delete(side);
            const isList = to === 'list';
            choose(host, 'trials', {
              [`${side}_values`]: isList ? written : undefined,
              [`${side}_range`]: isList || !usual.span ? undefined : [...usual.span],
            });
          },
        })
      : nothing;
    if (!isRange || !span || !field.numbers) return html`${mode} ${this.#list(side, field, text ?? written)}`;
    const tried = values.map((value) => valueText(value, field.name, tag)).join(' · ');
    return html`${mode} ${this.#range(side, field, span)}
      <span class="tried" data-help="trials-values">${tried}</span>`;
  }

  #range(side: Side, { name, numbers }: Field, [from, to, count]: Span): TemplateResult {
    const own = trialsWords[this.#host.words.tag];
    const label = fieldName(name, this.#host.words.tag);
    const { low = 0, high = 0, log = false, whole = false } = numbers ?? {};
    // a logarithmic range begins above 0
    const floor = log && low === 0 ? 1e-12 : low;
    const part = (k: 0 | 1 | 2, text: string, value: number, least: number, most: number, isWhole: boolean) =>
      this.#fields.field({
        id: `trials-${side}-${k}`,
        about: 'trials-range',
        label: text,
        name: `${label}, ${text}`,
        value,
        low: least,
        high: most,
        whole: isWhole,
        change: (x) => {
          const next: [number, number, number] = [from, to, count];
          next[k] = x;
          choose(this.#host, 'trials', { [`${side}_range`]: next });
        },
      });
    return html`${part(0, own.from, from, floor, to, whole)} ${part(1, own.to, to, from, high, whole)}
      ${part(2, own.count, count, 2, mostValues, true)}`;
  }

  #list(side: Side, field: Field, text: string): TemplateResult {
    const host = this.#host;
    const own = trialsWords[host.words.tag];
    const [id, wrong] = [`trials-${side}-list`, this.#wrong.get(side)];
    return typedField({
      id,
      label: own.values(fieldName(field.name, host.words.tag)),
      about: 'trials-list',
      at: id,
      value: text,
      refused: wrong && { at: id, ...wrong },
      change: (entered) => {
        const typed = String(entered);
        const found = read(typed, field);
        if ('values' in found) {
          this.#wrong.delete(side);
          choose(host, 'trials', { [`${side}_values`]: typed, [`${side}_range`]: undefined });
        } else {
          const { numbers, words } = field;
          const ends = numbers && ([numbers.low, numbers.high] as const);
          const piece = found.wrong;
          const why = piece === undefined ? own.tooMany(mostValues) : own.wrong(shortened(piece, 24), ends, words);
          this.#wrong.set(side, { text: typed, why });
        }
        host.update();
      },
    });
  }
}

/** Whether a range of a link can be tried. */
function fits([from, to, count]: Span, { numbers }: Field): boolean {
  if (!numbers) return false;
  return (
    from >= numbers.low && to <= numbers.high && from <= to && count >= 2 && count <= mostValues && count % 1 === 0
  );
}
