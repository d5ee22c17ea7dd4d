// What is done to a document before it is opened, where something is: fetched then.

import { get, type Json, pointer, set } from '../document/pointer';

/** What only a file that is handed in holds is taken out of it: no address and no other document has it. */
export function apartOf(text: string): { readonly text: string; readonly handIn: Json | undefined } {
  if (!text.includes('"hand_in"')) return { text, handIn: undefined };
  try {
    const document = JSON.parse(text) as Json;
    const at = pointer('hand_in');
    return { text: JSON.stringify(set(document, at, undefined)), handIn: get(document, at) };
  } catch {
    return { text, handIn: undefined };
  }
}

/** The document with these panels open. One that cannot be read stays as it is, for the engine to say why. */
export function withPanels(text: string, panels: string | null): string {
  if (panels === null) return text;
  try {
    const names = panels.split(/\s+/).filter(Boolean);
    return JSON.stringify(set(JSON.parse(text) as Json, pointer('view', 'panels'), names));
  } catch {
    return text;
  }
}
