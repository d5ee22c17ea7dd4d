// The panels beside the picture: which there are, how they are opened, and where they stand.

import { html, nothing, type TemplateResult } from 'lit';
import type { Host, Panel, PanelModule, PanelName } from '../panels/panel';
import type { FigureView } from './figure';

/** In the order of the depths: what it is, how it goes, where it leads, what to take along. */
const modules: Record<PanelName, () => Promise<PanelModule>> = {
  surface: () => import('../panels/surface/surface'),
  data: () => import('../panels/data/data'),
  probe: () => import('../panels/probe/probe'),
  slices: () => import('../panels/slices/slices'),
  table: () => import('../panels/table/table'),
  basin: () => import('../panels/basin/basin'),
  sweep: () => import('../panels/sweep/sweep'),
  space: () => import('../panels/space/space'),
  export: () => import('../panels/export/export'),
};

const panelNames = Object.keys(modules) as PanelName[];

/** The panels that are open, and what has become of fetching them. */
export class Panels {
  #host: Host;
  #open = new Map<PanelName, Panel | undefined>();

  constructor(host: Host) {
    this.#host = host;
  }

  /** Opens and closes until these are open. */
  show(names: readonly PanelName[]): void {
    for (const [name, panel] of this.#open) {
      if (names.includes(name)) continue;
      panel?.close?.();
      this.#open.delete(name);
    }
    for (const name of names) {
      if (this.#open.has(name)) continue;
      this.#open.set(name, undefined);
      void modules[name]().then(
        (module) => {
          // closed again meanwhile
          if (!this.#open.has(name) || this.#open.get(name)) return;
          this.#open.set(name, module.open(this.#host));
          this.#host.update();
        },
        // opening it again tries again
        () => this.#open.delete(name),
      );
    }
  }

  stop(): void {
    this.show([]);
  }

  get content(): FigureView['panels'] {
    return [...this.#open].map(([name, panel]) => ({ name, content: panel?.render() }));
  }

  get open(): Panel[] {
    return [...this.#open.values()].filter((panel) => panel !== undefined);
  }
}

/** The row of buttons, and the panels under it. */
export function dock({ words, panels, toggle }: FigureView): TemplateResult {
  const open = panels.map(({ name }) => name);
  return html`<nav class="dock" aria-label=${words.panels.name}>
      ${panelNames.map(
        (name) =>
          html`<button
            type="button" aria-expanded=${open.includes(name)} aria-controls="panel-${name}"
            @click=${() => toggle(name)}
          >${words.panels[name]}</button>`,
      )}
    </nav>
    <div class="panels">
      ${panels.map(
        ({ name, content }) =>
          html`<section class="panel ${name}" id="panel-${name}" aria-label=${words.panels[name]}>
            <h2>${words.panels[name]}</h2>
            ${content ?? nothing}
          </section>`,
      )}
    </div>`;
}
