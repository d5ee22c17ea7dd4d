// Which run a panel is of: the selected one, to be chosen from those that are seen, and the link keeps which that was.

import type { TemplateResult } from 'lit';
import { type Choice, choice } from '../../controls/choice';
import { choose, chosen } from '../chosen';
import type { Host } from '../panel';

/** Panels that are of one run. */
type Of = 'table' | 'basin' | 'sweep';

export class Which {
  #host: Host;
  #panel: Of;
  /** The run that the document and the figure have agreed on. */
  #run = 0;

  constructor(host: Host, panel: Of) {
    this.#host = host;
    this.#panel = panel;
  }

  /** Called with each look: what the document says anew is selected, and what is selected anew is written. */
  heed(): void {
    const host = this.#host;
    const { run: wanted } = chosen<Of>(host, this.#panel);
    const written = Math.min(wanted, Math.max(0, host.names.length - 1));
    if (written === this.#run && host.selected === this.#run) return;
    const run = written === this.#run ? host.selected : written;
    this.#run = run;
    // not while the page is being made
    queueMicrotask(() => {
      if (run === written) host.select(run);
      else choose(host, this.#panel, { run });
    });
  }

  render(look: Look): TemplateResult {
    return runChoice(this.#host, look);
  }
}

type Look = Pick<Choice, 'label' | 'about' | 'quiet'>;

/** The runs that are seen, to select one. */
export function runChoice(host: Host, look: Look): TemplateResult {
  const { seen, selected, names } = host;
  // with all of them hidden, there is still one that panels are of
  const runs = seen.length > 0 ? seen : [selected];
  return choice({
    ...look,
    value: String(selected),
    options: runs.map((run) => ({ value: String(run), text: names[run] ?? '' })),
    change: (run) => host.select(Number(run)),
  });
}
