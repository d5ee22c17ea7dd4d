// What was changed while a network learned, in words.

import type { Json } from '../../document/pointer';
import { plain, shortened } from '../../draw/format';
import { networkWords } from '../../panels/network/words';
import { settingNames } from '../../panels/parts/settings';
import { words as runsWords } from '../../panels/runs/words';
import type { Words } from '../../text/words';

/** What a place within a run is called, and a value there. */
export function changeSaid(words: Words, place: string, value: Json): readonly [name: string, value: string] {
  const own = runsWords[words.tag];
  const key = place.slice(place.lastIndexOf('/') + 1);
  const name: Readonly<Record<string, string>> = {
    ...own.pace,
    ...settingNames[words.tag],
    optimizer: own.optimizer,
    clip: own.clipAt,
    batch: networkWords[words.tag].batch,
    penalty: { en: 'Penalty', ko: '벌점' }[words.tag],
  };
  return [name[key] ?? key, shortened(valueSaid(words, place, value), 40)];
}

function valueSaid(words: Words, place: string, value: Json): string {
  const own = runsWords[words.tag];
  const fields = (of: Json) =>
    Object.entries((of ?? {}) as Record<string, Json>).map(
      ([name, one]) => `${name} ${typeof one === 'number' ? plain(one) : one}`,
    );
  if (place === '/optimizer' || place === '/schedule') {
    const [kind = '', values = {}] = typeof value === 'string' ? [value] : (Object.entries(value ?? {})[0] ?? []);
    const name = place === '/schedule' ? own.schedule[kind] : words.optimizer[kind as keyof Words['optimizer']];
    return [name ?? kind, ...fields(values as Json)].join(', ');
  }
  if (place === '/with/penalty')
    return fields(value)
      .join(', ')
      .replace(/\bl(?=[12])/g, 'L');
  if (place === '/schedule_per') return own.per[String(value)] ?? String(value);
  return value === null ? '–' : typeof value === 'number' ? plain(value) : String(value);
}
