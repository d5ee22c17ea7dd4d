// What stands under the figure: the buttons that open panels, the panels, undo and redo, and help. Fetched once there is
// a picture.

import { html, type LitElement, nothing, type TemplateResult } from 'lit';
import checkbox from '../controls/checkbox.css?inline';
import { icon } from '../controls/icons';
import type { Json } from '../document/pointer';
import { entriesOf, panelOf, panelsAt } from '../panels/chosen';
import type { Help } from '../panels/help/help';
import type { Host, Panel, PanelModule, PanelName } from '../panels/panel';
import { dockWords } from '../text/dock';
import type { Words } from '../text/words';
import type { Desk } from './desk';
import sheet from './dock.css?inline';

/** The panels that there are of something. */
export interface Panels {
  /** In the order of the depths: what it is, how it goes, where it leads, what to take along. */
  readonly modules: Partial<Record<PanelName, () => Promise<PanelModule>>>;
  readonly names: (words: Words) => Partial<Record<PanelName, string>>;
}

const ofSurfaces: Panels = {
  modules: {
    surface: () => import('../panels/surface/surface'),
    data: () => import('../panels/data/data'),
    probe: () => import('../panels/probe/probe'),
    slices: () => import('../panels/slices/slices'),
    table: () => import('../panels/table/table'),
    basin: () => import('../panels/basin/basin'),
    sweep: () => import('../panels/sweep/sweep'),
    space: () => import('../panels/space/space'),
    export: () => import('../panels/export/export'),
    exercise: () => import('../panels/exercise/set/set'),
  },
  names: (words) => dockWords(words).panels,
};

/** As in widths.css. */
const wide = 700;

const still = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

const signs = {
  undo: icon('M6.5 2.5v3h3a4.2 4.2 0 0 1 0 8.4H5v-1.7h4.5a2.5 2.5 0 0 0 0-5h-3v3L2 6.35z'),
  redo: icon('M9.5 2.5v3h-3a4.2 4.2 0 0 0 0 8.4H11v-1.7H6.5a2.5 2.5 0 0 1 0-5h3v3L14 6.35z'),
  close: icon('M4.2 3 8 6.8 11.8 3 13 4.2 9.2 8l3.8 3.8-1.2 1.2L8 9.2 4.2 13 3 11.8 6.8 8 3 4.2z'),
};

export class Dock {
  #host: Host;
  #desk: Desk;
  #root: ShadowRoot;
  /** What was opened by hand last, and is to be brought in sight. */
  #asked: PanelName | undefined;
  /** Those that are open, and what has become of fetching them. */
  #open = new Map<PanelName, Panel | undefined>();
  #help: Help | undefined;
  #others: () => Panels | undefined;
  #of: Panels = ofSurfaces;
  /** Whether the buttons are behind one, and whether that was ever asked to show them. */
  #folded: boolean;
  #unfolded = false;
  #observer = new ResizeObserver(() => {
    if (this.#folded !== this.#folds) {
      this.#folded = this.#folds;
      this.#host.update();
    }
  });

  /** Where it is of no surface, others say what panels there are. */
  constructor(host: Host, desk: Desk, root: ShadowRoot, others: () => Panels | undefined) {
    this.#others = others;
    this.#host = host;
    this.#desk = desk;
    this.#root = root;
    this.#folded = this.#folds;
    this.#observer.observe(root.host);
    this.adopt();
  }

  stop(): void {
    this.#observer.disconnect();
    this.#show([]);
    this.#help?.close();
    this.#help = undefined;
  }

  /** The panels that are there, to draw on the plane. */
  get open(): Panel[] {
    return [...this.#open.values()].filter((panel) => panel !== undefined);
  }

  /** Opens and closes panels until those of the document are open. */
  adopt(): void {
    const of = this.#others() ?? ofSurfaces;
    // the same name means another panel there
    if (of !== this.#of) this.#show([]);
    this.#of = of;
    this.#show(this.#wanted);
  }

  async toggleHelp(): Promise<void> {
    const was = this.#help;
    this.#help = undefined;
    was?.close();
    this.#host.update();
    if (was) return;
    const { Help } = await import('../panels/help/help');
    if (this.#root.isConnected) this.#help ??= new Help(this.#root, () => this.#host.update());
    this.#host.update();
  }

  render(): TemplateResult {
    const words = dockWords(this.#host.words);
    const wanted = this.#wanted;
    const names = this.#of.names(this.#host.words);
    const nameOf = (name: PanelName) => names[name] ?? name;
    const turn = (name: 'undo' | 'redo', can: boolean) =>
      html`<button
        type="button" class="quiet" aria-label=${words.desk[name]} title=${words.desk[name]} data-help=${name}
        ?disabled=${!can} @click=${() => this.#desk[name]()}
      >${signs[name]}</button>`;
    const buttons = this.#offered.map(
      (name) =>
        html`<button
          type="button" aria-expanded=${wanted.includes(name)} aria-controls="panel-${name}"
          @click=${() => this.#toggle(name)}
        >${nameOf(name)}</button>`,
    );
    // what was unfolded once is not folded under the hand
    this.#unfolded ||= wanted.length > 0;
    return html`<style>${sheet}${checkbox}</style><nav class="dock" aria-label=${words.panels.name}>
        ${
          this.#folded
            ? html`<details class="more" ?open=${this.#unfolded}>
                <summary data-help="panels">${words.desk.more}</summary>
                <div>${buttons}</div>
              </details>`
            : buttons
        }
        <span class="turns">
          ${turn('undo', this.#desk.canUndo)} ${turn('redo', this.#desk.canRedo)}
          <button type="button" data-help="help" aria-pressed=${this.#help !== undefined} @click=${() => void this.toggleHelp()}>
            ${words.desk.help}
          </button>
        </span>
      </nav>
      <div class="panels">
        ${[...this.#open].map(
          ([name, panel]) =>
            html`<section class="panel ${name}" id="panel-${name}" aria-label=${nameOf(name)}>
              <header>
                <h2>${nameOf(name)}</h2>
                <button
                  type="button" class="quiet" aria-label=${words.desk.close(nameOf(name))} data-help="close"
                  @click=${() => this.#close(name)}
                >${signs.close}</button>
              </header>
              ${panel?.render() ?? nothing}
            </section>`,
        )}
      </div>
      ${this.#of === ofSurfaces ? html`<span class="unseen" id="help">${words.keys}</span>` : nothing}`;
  }

  help(): unknown {
    return this.#help?.render(this.#host.words.tag, () => void this.toggleHelp());
  }

  get #offered(): PanelName[] {
    return (Object.keys(this.#of.modules) as PanelName[]).filter((name) => this.#desk.offers(name));
  }

  /** Past what is looked at and touched all is folded: on phones, in lessons, and in pages of other people. */
  get #folds(): boolean {
    const { host } = this.#root;
    return host.clientWidth < wide || !host.hasAttribute('dock');
  }

  get #wanted(): PanelName[] {
    const offered = this.#offered;
    return entriesOf(this.#host.document)
      .map(panelOf)
      .filter((name): name is PanelName => offered.includes(name as PanelName));
  }

  #toggle(name: PanelName): void {
    const entries = entriesOf(this.#host.document);
    const others = entries.filter((entry) => panelOf(entry) !== name);
    const closing = others.length < entries.length;
    this.#asked = closing ? undefined : name;
    this.#host.edit(panelsAt, (closing ? others : [...entries, name]) as Json);
  }

  /** By the button on the panel itself, which goes with it: the hand is where it opened it. */
  #close(name: PanelName): void {
    this.#toggle(name);
    this.#root.querySelector<HTMLElement>(`[aria-controls=panel-${name}]`)?.focus();
  }

  async #bring(name: PanelName): Promise<void> {
    if (this.#asked !== name) return;
    this.#asked = undefined;
    await (this.#root.host as LitElement).updateComplete;
    const panel = this.#root.querySelector(`#panel-${name}`);
    if (!panel) return;
    // what it asks of the engine comes in pieces
    const show = () => panel.scrollIntoView({ block: 'nearest', behavior: still() ? 'auto' : 'smooth' });
    const grown = new ResizeObserver(() => requestAnimationFrame(show));
    grown.observe(panel);
    setTimeout(() => grown.disconnect(), 1000);
  }

  #show(names: readonly PanelName[]): void {
    for (const [name, panel] of this.#open) {
      if (names.includes(name)) continue;
      panel?.close?.();
      this.#open.delete(name);
    }
    for (const name of names) {
      if (this.#open.has(name)) continue;
      this.#open.set(name, undefined);
      void this.#of.modules[name]?.().then(
        (module) => {
          // closed again meanwhile
          if (!this.#open.has(name) || this.#open.get(name)) return;
          this.#open.set(name, module.open(this.#host));
          this.#host.update();
          void this.#bring(name);
        },
        // opening it again tries again
        () => this.#open.delete(name),
      );
    }
  }
}
