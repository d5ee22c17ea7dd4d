// Which run a panel is of: the selected one, and the link keeps which that was.

import { choose, chosen } from '../chosen';
import type { Host } from '../panel';

export class Followed {
  #host: Host;
  #name: 'table' | 'basin' | 'sweep';
  /** The run that the document and the figure have agreed on. */
  #run = 0;

  constructor(host: Host, name: 'table' | 'basin' | 'sweep') {
    this.#host = host;
    this.#name = name;
  }

  /** Called with each look: what the document says anew is selected, and what is selected anew is written. */
  heed(): void {
    const host = this.#host;
    const { run: wanted } = chosen<'table' | 'basin' | 'sweep'>(host, this.#name);
    const written = Math.min(wanted, Math.max(0, host.names.length - 1));
    if (written === this.#run && host.selected === this.#run) return;
    const run = written === this.#run ? host.selected : written;
    this.#run = run;
    // not while the page is being made
    queueMicrotask(() => {
      if (run === written) host.select(run);
      else choose(host, this.#name, { run });
    });
  }
}
