// The result document: of each run its own, as the worker that trains it gives it, put together as the engine would.

import { fingerprintOf } from '../../../engine/fingerprint';

const runsAt = '"runs":[';

/** All runs in one document; of each, its fingerprints with all seeds. */
export function joined(results: readonly string[], fingerprints: readonly (readonly string[])[]): string {
  const [one = ''] = results;
  const runs = results.map((text) => text.slice(text.indexOf(runsAt) + runsAt.length, text.lastIndexOf(']')));
  const whole = `"fingerprint":"${fingerprintOf(fingerprints)}",`;
  const head = one.slice(0, one.indexOf(runsAt)).replace(/"fingerprint":"[0-9a-f]{16}",/, whole);
  return `${head}${runsAt}${runs.join(',')}${one.slice(one.lastIndexOf(']'))}`;
}
