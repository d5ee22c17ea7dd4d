// Which run a panel is of, to be chosen from those that are seen.

import type { TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import type { Host } from '../panel';

/** `about` is what help calls it; `quiet`: the label is read out, but not shown. */
export function whichRun(host: Host, label: string, about: string, quiet = false): TemplateResult {
  const { seen, selected, names } = host;
  // with all of them hidden, there is still one that the panel is of
  const runs = seen.length > 0 ? seen : [selected];
  return choice({
    label,
    quiet,
    about,
    value: String(selected),
    options: runs.map((run) => ({ value: String(run), text: names[run] ?? '' })),
    change: (run) => host.select(Number(run)),
  });
}
