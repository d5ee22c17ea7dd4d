// What the page says in English when something is in the way of the figure: what is wrong, and what to do.

import type { Params } from './words';

export const en = {
  title: {
    engine: 'The engine did not start',
    document: 'This experiment cannot be read',
    files: 'This experiment needs its files',
  },
  where: (line: number, column: number) => `Line ${line}, column ${column}`,
  at: (path: string) => `At ${path}`,
  text: 'The text',

  /** What is wrong and what to do, for what the page itself can run into. */
  trouble: {
    no_webassembly: () =>
      'This browser has no WebAssembly, or it is switched off. Update the browser, or allow WebAssembly for this page.',
    wasm_unreachable: () => 'The engine could not be fetched. Check the connection, then try again.',
    wasm_missing: ({ status, file }: Params) =>
      `The server answered ${status} for the engine. If the page is yours, put the file where it is asked for: ${file}`,
    wasm_not_wasm: ({ type, file }: Params) =>
      `The server sent something else (${type}) in place of the engine. If the page is yours, make this address give the .wasm file: ${file}`,
    wasm_broken: ({ file }: Params) =>
      `The engine’s file is damaged or cut short. Reload the page; if it is yours, copy the file again: ${file}`,
    worker_failed: () =>
      'The browser did not start the page’s worker. If the page has a Content-Security-Policy, let worker-src allow this site.',
    engine_crashed: ({ detail }: Params) =>
      `The engine broke down twice on this experiment. Try fewer steps or runs. (${detail})`,
    document_unreachable: ({ file, status }: Params) =>
      `The experiment could not be fetched from ${file} (${status}). Check the address.`,
    document_no_text: ({ found }: Params) =>
      `The experiment must be JSON text (element.text) or a plain object (element.document); this is ${found}.`,
    document_not_finite: ({ found }: Params) => `${found} is not a number that a document can hold. Give a finite one.`,
    document_link_version: () =>
      'This link was made by a newer page, or is no link to an experiment. Reload the page, or ask for the link again.',
    document_link_letters: () =>
      'This link has letters that no link has: something was added or put between. Copy it again, from # to its end.',
    document_link_damaged: () =>
      'This link is damaged or cut short; messages cut long links. Copy it again, from # to its end.',
    document_link_long: () => 'The document in this link is longer than 256 KiB, the longest there may be.',
    document_absent: () =>
      'There is no experiment here. Put a document in a <script type="application/json"> inside <fall-line>, or name one with src.',
  },
};

/** What English has, every language has. */
export type Trouble = typeof en;
