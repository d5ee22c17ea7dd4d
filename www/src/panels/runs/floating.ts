// What opens over the list of runs: it stands at the button that opened it, and goes when anything else is pressed.

import { html, type LitElement, nothing, type TemplateResult } from 'lit';

export class Floating {
  #figure: LitElement;
  #content: (() => TemplateResult) | undefined;
  #button: HTMLElement | undefined;
  /** A press on the button that opened it closes it, and must not open it again. */
  #closing = false;

  /** In this figure. */
  constructor(figure: LitElement) {
    this.#figure = figure;
    const press = ({ target }: Event) => {
      this.#closing = !!this.#content && !!this.#button?.contains(target as Node);
    };
    this.#root.addEventListener('pointerdown', press, { capture: true });
  }

  render(): TemplateResult {
    return html`<div class="floating" popover @toggle=${(event: Event) => this.#toggled(event)}>
      ${this.#content?.() ?? nothing}
    </div>`;
  }

  async open(button: EventTarget | null, content: () => TemplateResult): Promise<void> {
    if (!(button instanceof HTMLElement)) return;
    if (this.#closing) {
      this.#closing = false;
      this.close();
      return;
    }
    [this.#button, this.#content] = [button, content];
    this.#figure.requestUpdate();
    await this.#figure.updateComplete;
    const box = this.#box;
    if (!box) return;
    // browsers of before 2024 show it in its place under the list
    box.showPopover?.();
    button.setAttribute('aria-expanded', 'true');
    const [at, { offsetWidth: width, offsetHeight: height }] = [button.getBoundingClientRect(), box];
    const { clientWidth, clientHeight } = document.documentElement;
    const left = Math.max(8, at.left + width + 8 > clientWidth ? at.right - width : at.left);
    const under = at.bottom + height + 8 <= clientHeight || at.top < height + 8;
    box.style.left = `${left + scrollX}px`;
    box.style.top = `${(under ? at.bottom + 4 : at.top - height - 4) + scrollY}px`;
    box.querySelector<HTMLElement>('button:enabled')?.focus({ preventScroll: true });
  }

  close(): void {
    this.#box?.hidePopover?.();
    this.#content = undefined;
  }

  #toggled(event: Event): void {
    if ((event as ToggleEvent).newState === 'open') return;
    this.#button?.setAttribute('aria-expanded', 'false');
    this.#content = undefined;
    this.#figure.requestUpdate();
    // unless something else has it already
    const active = this.#root.activeElement;
    if (!active || this.#box?.contains(active)) this.#button?.focus();
  }

  get #box(): HTMLElement | null {
    return this.#root.querySelector('.floating');
  }

  get #root(): ShadowRoot {
    return this.#figure.renderRoot as ShadowRoot;
  }
}
