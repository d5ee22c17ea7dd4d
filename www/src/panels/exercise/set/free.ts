// What may be changed: everything, or only what is ticked. The list is the document's own, as it stands.

import { html, nothing, type TemplateResult } from 'lit';
import { checkbox } from '../../../controls/checkbox';
import { choice } from '../../../controls/choice';
import { below } from '../../../document/locks';
import { get, type Json, pointer, set as put } from '../../../document/pointer';
import { optimizerOf } from '../../../document/runs';
import type { Host } from '../../panel';
import { settingNames } from '../../parts/settings';
import { settingWords } from './words';

const controlsAt = pointer('controls');

/** A line of the list; most are one place. */
export interface Item {
  readonly label: string;
  readonly places: readonly string[];
  /** What is written there once it is unlocked, where nothing stands yet. */
  readonly fill?: Json;
  /** Stands under what holds it. */
  readonly deep?: boolean;
}

export interface Group {
  readonly name: string;
  readonly items: readonly Item[];
}

/** The pointers that are unlocked; undefined where all is. */
export function controlsOf(document: Json): readonly string[] | undefined {
  return (get(document, controlsAt) ?? undefined) as readonly string[] | undefined;
}

/** How first weights are drawn where the document does not say: by what the last layer is. */
function initOf(document: Json): Json {
  const layers = (get(document, pointer('task', 'network', 'layers')) ?? []) as readonly Json[];
  const rectifiers = ['relu', 'leaky_relu', 'elu', 'silu', 'gelu', 'softplus'];
  return rectifiers.includes(String(get(layers.at(-1) ?? null, '/activation'))) ? 'he' : 'xavier';
}

/** What there is to unlock. */
export function groupsOf({ document, names, words }: Pick<Host, 'document' | 'names' | 'words'>): readonly Group[] {
  const own = settingWords[words.tag];
  const there = (places: readonly string[]) => places.filter((at) => get(document, at) !== undefined);
  const known = (items: readonly Item[]) =>
    items
      .map((item) => (item.fill ? item : { ...item, places: there(item.places) }))
      .filter(({ places }) => places.length > 0);
  const runs = ((get(document, pointer('runs')) ?? []) as Json[]).map((_, run): Group => {
    const at = (...keys: string[]) => pointer('runs', run, ...keys);
    const { kind, values } = optimizerOf(document, run);
    const isWritten = kind === 'written';
    const settings = Object.keys(values)
      .filter((name) => name !== 'text')
      .map((name) => ({
        label: settingNames[words.tag][name] ?? name,
        places: [at('optimizer', kind, name)],
        deep: true,
      }));
    return {
      name: names[run] ?? '',
      items: known([
        { label: own.free.optimizer, places: [at('optimizer')] },
        // what a text declares stands beside it
        ...(isWritten ? [{ label: own.free.text, places: [at('optimizer', kind)], deep: true }] : []),
        ...settings,
        { label: own.free.schedule, places: ['schedule', 'warmup', 'schedule_per'].map((name) => at(name)) },
        { label: own.free.clip, places: [at('clip')] },
      ]),
    };
  });
  const isNetwork = get(document, pointer('task', 'network')) !== undefined;
  const task = (name: string) => pointer('task', isNetwork ? 'network' : 'surface', name);
  const given = Object.keys((get(document, pointer('given')) ?? {}) as object).length > 0;
  const hasRows = isNetwork || !!get(document, task('data'));
  const placed: readonly (readonly [keyof typeof own.free, readonly string[], Json?])[] = isNetwork
    ? [
        ['data', ['data', 'test', 'validation'].map(task)],
        ['features', [task('features')]],
        ['layers', [task('layers')]],
        ['init', [task('init')], initOf(document)],
        ['epochs', [task('epochs')]],
        ['batch', [task('batch')]],
        ['penalty', [task('penalty')]],
      ]
    : [
        ['f', [task('f')]],
        ['start', [task('start')]],
        ['steps', [task('steps')]],
        ...(hasRows ? ([['data', [task('data')]]] as const) : []),
        ...(hasRows ? ([['batch', [task('batch')]]] as const) : []),
        ['noise', [task('noise')]],
        ...(given ? ([['given', [pointer('given')]]] as const) : []),
      ];
  return [
    ...runs,
    {
      name: isNetwork ? own.free.network : own.free.task,
      items: known([
        ...placed.map(([name, places, fill]) => ({ label: own.free[name], places, ...(fill && { fill }) })),
        { label: own.free.runs, places: [pointer('runs')] },
        { label: own.free.seed, places: [pointer('seed')] },
      ]),
    },
  ];
}

/** What is unlocked, in words. */
export function freeText(host: Pick<Host, 'document' | 'names' | 'words'>): readonly string[] | undefined {
  const controls = controlsOf(host.document);
  if (!controls) return undefined;
  const groups = groupsOf(host);
  const items = groups.flatMap(({ name, items }, k) =>
    items.map((item) => ({ ...item, name: k < groups.length - 1 && groups.length > 2 ? `${name}: ` : '' })),
  );
  const on = items.filter(({ places }) => places.every((at) => controls.includes(at)));
  const listed = new Set(items.flatMap(({ places }) => places));
  return [...on.map(({ name, label }) => `${name}${label}`), ...controls.filter((at) => !listed.has(at))];
}

/** Something was changed of which a part may be changed that was there before: the engine has named it. */
export function stale(
  host: Host,
  edit: (at: string, value: Json | undefined) => void,
): TemplateResult | typeof nothing {
  const own = settingWords[host.words.tag];
  const [, number] = /^controls\[(\d+)\]$/.exec(host.refused?.path ?? '') ?? [];
  if (!host.refused || number === undefined) return nothing;
  const left = controlsOf(host.document)?.filter((_, k) => k !== Number(number)) ?? [];
  return html`<p class="wrong" role="alert">${host.refused.why}</p>
    <p class="note">${own.stale}</p>
    <button type="button" class="word" data-help="set-free" @click=${() => edit(controlsAt, left)}>${own.untick}</button>`;
}

export function free(host: Host, edit: (at: string, value: Json | undefined) => void): TemplateResult {
  const own = settingWords[host.words.tag];
  const controls = controlsOf(host.document);
  const groups = groupsOf(host);
  const set = (to: readonly string[]) => edit(controlsAt, [...to]);
  const tick = ({ label, places, fill, deep }: Item, of: string) => {
    const on = places.every((at) => below(at, controls ?? []));
    // what holds it is ticked
    const still = on && !places.every((at) => controls?.includes(at));
    const change = (to: boolean) => {
      const left = (controls ?? []).filter((at) => !below(at, places));
      const [place = ''] = places;
      if (!to || !fill || get(host.document, place) !== undefined) return set(to ? [...left, ...places] : left);
      edit('', put(put(host.document, place, fill), controlsAt, [...left, place]));
    };
    const name = html`${label} <span class="unseen">(${of})</span>`;
    return html`<div class=${deep ? 'deep' : ''}>${checkbox({ label: name, on, about: 'set-free', still, change })}</div>`;
  };
  const listed = new Set(groups.flatMap(({ items }) => items.flatMap(({ places }) => places)));
  const others = controls?.filter((at) => !listed.has(at)) ?? [];
  return html`${choice({
    label: own.mayChange,
    about: 'set-free',
    value: controls ? 'some' : 'all',
    options: [
      { value: 'all', text: own.everything },
      { value: 'some', text: own.ticked },
    ],
    change: (to) => edit(controlsAt, to === 'all' ? undefined : []),
  })}
  ${
    controls
      ? groups.map(
          ({ name, items }) =>
            html`<fieldset><legend>${name}</legend>${items.map((item) => tick(item, name))}</fieldset>`,
        )
      : nothing
  }
  ${others.map(
    (at) =>
      html`<p class="other" data-help="set-free"><code>${at}</code><button
          type="button" class="quiet" data-help="remove" aria-label=${own.lock(at)} title=${own.lock(at)}
          @click=${() => set((controls ?? []).filter((one) => one !== at))}
        >×</button></p>`,
  )}
  ${controls?.length === 0 ? html`<p class="note">${own.nothingFree}</p>` : nothing}`;
}
