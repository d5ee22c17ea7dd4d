// A property of a control that is what it is given, whatever a hand has made of it since.

import { noChange } from 'lit';
import { Directive, directive, type PropertyPart } from 'lit/directive.js';

class Live extends Directive {
  render(value: unknown): unknown {
    return value;
  }

  override update({ element, name }: PropertyPart, [value]: [unknown]): unknown {
    const control = element as unknown as Record<string, unknown>;
    if (control[name] !== value) control[name] = value;
    return noChange;
  }
}

export const live = directive(Live);
