// The page in a learning platform that speaks SCORM 1.2: it is told how the exercise stands, and keeps the work between
// visits. What counts is graded elsewhere: this is practice.

import { decode, encode } from './document/link';
import { get, type Json } from './document/pointer';
import type { FallLine } from './elements/fall-line';
import type { Told } from './elements/outside';

/** What a platform offers. */
export interface Platform {
  LMSInitialize(nothing: ''): string;
  LMSGetValue(name: string): string;
  LMSSetValue(name: string, value: string): string;
  LMSCommit(nothing: ''): string;
  LMSFinish(nothing: ''): string;
}

/** As much as a platform keeps. */
const most = 4096;
const restMs = 300;

/** The platform around: in a page around this one, or in the page that opened it. */
export function platformOf(from: Window): Platform | undefined {
  for (const first of [from, from.opener as Window | null]) {
    for (let [at, depth] = [first, 0]; at && depth < 20; depth++) {
      const found = offeredBy(at);
      if (found) return found;
      if (at.parent === at) break;
      at = at.parent;
    }
  }
  return undefined;
}

/** A page from elsewhere may not be looked into. */
function offeredBy(page: Window): Platform | undefined {
  try {
    return (page as Window & { API?: Platform }).API;
  } catch {
    return undefined;
  }
}

/** What is kept: the values of what may be changed, by their places, and what was answered. */
interface Kept {
  readonly set: Readonly<Record<string, Json>>;
  readonly work: Json;
}

/** Shows the exercise in a figure, with what was done before, and keeps the platform told until the page is left. */
export async function attend(figure: FallLine, exercise: string, platform: Platform): Promise<void> {
  platform.LMSInitialize('');
  const student = platform.LMSGetValue('cmi.core.student_id');
  const before = await keptIn(platform.LMSGetValue('cmi.suspend_data'));
  const own = { attempts: 0, answers: [], ...(before?.work as object | undefined), student };
  figure.addEventListener('fall-line-open', () => resume(figure, before?.set ?? {}), { once: true });
  figure.text = JSON.stringify({ ...(JSON.parse(exercise) as object), hand_in: own });
  if (['', 'not attempted'].includes(platform.LMSGetValue('cmi.core.lesson_status')))
    platform.LMSSetValue('cmi.core.lesson_status', 'incomplete');

  let [waiting, kept]: [ReturnType<typeof setTimeout> | undefined, string] = [undefined, ''];
  const keep = () => {
    clearTimeout(waiting);
    waiting = setTimeout(async () => {
      kept = await keeping(figure);
      tell();
    }, restMs);
  };
  const tell = () => {
    if (kept) platform.LMSSetValue('cmi.suspend_data', kept);
    platform.LMSCommit('');
  };
  figure.addEventListener('fall-line-change', keep);
  // answers are no part of the document
  figure.shadowRoot?.addEventListener('change', keep);
  figure.addEventListener('fall-line-grade', (event) => {
    const { score, points, goals } = (event as CustomEvent<Told['grade']>).detail;
    const share = points > 0 ? Math.round((1000 * score) / points) / 10 : 0;
    for (const [name, value] of [
      ['min', 0],
      ['max', 100],
      ['raw', share],
    ] as const)
      platform.LMSSetValue(`cmi.core.score.${name}`, String(value));
    if (goals.every(({ reached }) => reached !== false)) platform.LMSSetValue('cmi.core.lesson_status', 'completed');
    keep();
  });
  const finish = () => {
    tell();
    platform.LMSFinish('');
  };
  addEventListener('pagehide', finish, { once: true });
}

/** Puts back what had been changed. */
function resume(figure: FallLine, values: Kept['set']): void {
  for (const [at, value] of Object.entries(values))
    if (JSON.stringify(get(figure.resolved, at)) !== JSON.stringify(value)) figure.edit(at, value);
}

/** As short as links are; where a rule is too long even so, the answers alone. */
async function keeping(figure: FallLine): Promise<string> {
  const { hand_in: work = null } = JSON.parse(figure.work ?? '{}') as { hand_in?: Json };
  const places = (get(figure.resolved, '/controls') ?? ['/task', '/runs']) as readonly string[];
  const all = [...places, '/changes'].map((at) => [at, get(figure.resolved, at)] as const);
  const set = Object.fromEntries(all.filter(([, value]) => value !== undefined)) as Kept['set'];
  for (const values of [set, {}]) {
    const text = await encode(JSON.stringify({ set: values, work } satisfies Kept));
    if (text.length <= most) return text;
  }
  return '';
}

async function keptIn(text: string): Promise<Kept | undefined> {
  const read = text ? await decode(text) : undefined;
  if (!read || !('ok' in read)) return undefined;
  const { set = {}, work = {} } = JSON.parse(read.ok) as Partial<Kept>;
  return { set, work };
}
