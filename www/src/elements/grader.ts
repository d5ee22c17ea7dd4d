// Who grades, as exercises are done and set: the engine of the figure judges goals and gives seeds, the one that grades
// makes keys.

import { get, pointer } from '../document/pointer';
import type { Verdict } from '../panels/exercise/exercise';
import { goalsOf } from '../panels/exercise/goals';
import type { Grader } from '../panels/exercise/grader';
import { idOf } from '../panels/exercise/handed';
import type { Host } from '../panels/panel';
import type { Desk } from './desk';

export const graderOf = (host: Pick<Host, 'words'>, desk: Desk): Grader => ({
  judge: async () => {
    const { finished, document } = desk;
    if (!finished) return undefined;
    const { works } = desk;
    const { text } = finished.opened;
    // networks have no session: what came out of their runs is told
    const judged = await (works.judge?.(finished) ?? works.tell(text, 'check', text));
    if ('failed' in judged || !judged.ok) return undefined;
    const worth = goalsOf(document).map(({ fields }) => (typeof fields.points === 'number' ? fields.points : 1));
    const all = worth.reduce((sum, points) => sum + points, 0);
    const of = get(document, pointer('exercise', 'points'));
    const share = typeof of === 'number' && all > 0 ? of / all : 1;
    return judged.ok.map(
      ({ standing, code, params, message }, k): Verdict => ({
        reached: standing === 'key' ? null : standing === 'reached',
        points: share * (worth[k] ?? 1),
        why: host.words.engine(code, params, message),
      }),
    );
  },

  asked: async (document, student) => {
    const { works } = desk;
    const id = idOf(student);
    return works.askedOf?.(document, id) ?? works.glance(document, 'asked', document, id);
  },

  publish: async (document, parts, salt) => (await import('../grade/publishing')).publish(document, parts, salt),
});
