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
    const judged = finished && (await desk.works.judge(finished));
    if (!judged || 'failed' in judged || !judged.ok) return undefined;
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

  asked: (document, student) => desk.works.askedOf(document, idOf(student)),

  publish: async (document, parts, salt) => (await import('../grade/publishing')).publish(document, parts, salt),
});
