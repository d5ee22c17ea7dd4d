// What the panels of taking along have in common: the link, how a picture is to look, and the code.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { encode } from '../../document/link';
import type { Theme } from '../../draw/inks';
import { choose } from '../chosen';
import type { Host } from '../panel';
import type { Written } from './code/program';
import { button, type Taking } from './taking';
import { exportWords } from './words';

const sizes = [1, 2, 4] as const;

export type Place = 'picture' | 'data' | 'code' | 'link';

/** The link to what is shown. */
export function linkPart(host: Host, taking: Taking<Place>): TemplateResult {
  const own = exportWords[host.words.tag];
  const copy = async () => {
    const text = host.finished?.opened.text;
    if (text !== undefined) await taking.copy('link', new URL(await encode(text), location.href).href, true);
  };
  return html`<h3>${own.link}</h3>
    <p class="about">${own.linkAbout}</p>
    <div class="row">${button('link', taking.copied === 'link' ? own.copied : own.copyLink, () => void copy())}</div>
    ${taking.trouble('link')}`;
}

/** How large a picture is, and in which colours. */
export interface Manner {
  size: number;
  theme?: Theme;
}

export function mannerChoices(host: Host, manner: Manner): TemplateResult {
  const own = exportWords[host.words.tag];
  const set = (change: Partial<Manner>) => {
    Object.assign(manner, change);
    host.update();
  };
  return html`<div class="row">
    ${choice({
      label: own.size,
      about: 'export-size',
      value: String(manner.size),
      options: sizes.map((size) => ({ value: String(size), text: `${size}×` })),
      change: (value) => set({ size: Number(value) }),
    })}
    ${choice({
      label: own.colours,
      about: 'export-colours',
      value: manner.theme ?? host.theme,
      options: (['light', 'dark'] as const).map((value) => ({ value, text: own.themes[value] })),
      change: (value) => set({ theme: value as Theme }),
    })}
  </div>`;
}

/** The code for one of these libraries; `more` stands over it. */
export function codePart<L extends 'numpy' | 'torch' | 'jax' | 'keras'>(
  host: Host,
  taking: Taking<Place>,
  libraries: Readonly<Record<L, string>>,
  library: L,
  written: Written | undefined,
  more: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const own = exportWords[host.words.tag];
  const code = written && 'code' in written ? written.code : undefined;
  const download = () => taking.save(new Blob([code ?? ''], { type: 'text/x-python' }), `fall-line-${library}.py`);
  return html`<h3>${own.code}</h3>
    <div class="row">
      ${choice({
        label: own.library,
        about: 'export-library',
        value: library,
        options: Object.entries<string>(libraries).map(([value, text]) => ({ value, text })),
        change: (value) => choose(host, 'export', { library: value as L }),
      })}
      ${button('copy', taking.copied === 'code' ? own.copied : own.copy, () => void taking.copy('code', code ?? ''), !code)}
      ${button('download', own.download, download, !code)}
    </div>
    ${taking.trouble('code')}
    ${more}
    ${written && 'why' in written ? html`<p>${written.why}</p>` : nothing}
    ${code ? html`<pre tabindex="0" data-help="export-code" role="region" aria-label=${own.text}>${code}</pre>` : nothing}`;
}
