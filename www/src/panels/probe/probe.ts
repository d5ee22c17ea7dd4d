// Not there yet.

import { html } from 'lit';
import type { Host, Panel } from '../panel';

export function open(_host: Host): Panel {
  return { render: () => html`` };
}
