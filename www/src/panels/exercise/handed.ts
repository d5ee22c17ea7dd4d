// The file that is handed in: the document as it stands, with what only this file holds.

import type { Json } from '../../document/pointer';

export interface HandIn {
  readonly student: string;
  readonly answers: readonly Json[];
  readonly attempts: number;
  readonly fingerprint: string;
}

export function handedIn(text: string, handIn: HandIn): { readonly name: string; readonly text: string } {
  const document = JSON.parse(text) as { [key: string]: Json };
  const { student, answers, attempts, fingerprint } = handIn;
  const own = { student, answers: [...answers], attempts, ...(fingerprint && { fingerprint }) };
  // what a file's name may be everywhere
  const name = student.trim().replace(/[^\p{L}\p{N}._-]+/gu, '_') || 'hand-in';
  return { name: `${name}.json`, text: `${JSON.stringify({ ...document, hand_in: own }, null, 1)}\n` };
}

/** As ids are compared: 2026-ab and " 2026-AB " are one. */
export function idOf(typed: string): string {
  return typed.normalize('NFC').trim().toLowerCase();
}
