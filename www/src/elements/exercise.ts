// An exercise in the figure: who judges what is shown, makes a student's own seed, and tells the page around. Fetched with
// the first document that is one.

import { isBeingSet } from '../document/locks';
import type { Json } from '../document/pointer';
import { Exercise, type Verdict } from '../panels/exercise/exercise';
import { goalsOf } from '../panels/exercise/goals';
import type { Host } from '../panels/panel';
import type { Desk } from './desk';
import { graderOf } from './grader';
import type { Outside } from './outside';
import type { Roster } from './roster';

export function exerciseOf(host: Host, desk: Desk, outside: Outside, roster: Roster, begin: () => void): Exercise {
  const grader = graderOf(host, desk);
  let told = '';
  const judge = async (answers: readonly Json[]) => {
    const goals = goalsOf(desk.document);
    // the document does not hold them: of what was answered only the key can tell
    const withAnswers = (verdict: Verdict, k: number): Verdict => {
      const { kind, fields } = goals[k] ?? {};
      const isGiven = kind === 'answer' && (answers[Number(fields?.question ?? 0)] ?? null) !== null;
      return isGiven ? { ...verdict, reached: null, why: '' } : verdict;
    };
    const verdicts = (await grader.judge())?.map(withAnswers);
    return verdicts && tell(verdicts);
  };
  const tell = (verdicts: readonly Verdict[]) => {
    const goals = verdicts.map(({ reached, points }) => ({ reached, points }));
    const score = goals.reduce((sum, { reached, points }) => sum + (reached ? points : 0), 0);
    const points = goals.reduce((sum, one) => sum + one.points, 0);
    if (told !== JSON.stringify(goals)) outside.tell('grade', { score, points, goals });
    told = JSON.stringify(goals);
    return verdicts;
  };
  const asked = async (student: string) => {
    const { finished } = desk;
    const answer = finished && (await grader.asked(finished.opened.text, student));
    return answer && 'ok' in answer ? answer.ok : undefined;
  };
  const exercise = new Exercise(host, { judge, asked, begin, unfold: (run) => roster.unfold(run, true) });
  keep(exercise, desk, outside);
  return exercise;
}

/** What somebody has done for it is there again when the page is loaded again, in the same tab. */
function keep(exercise: Exercise, desk: Desk, outside: Outside): void {
  const key = () => `fall-line ${location.pathname} ${exercise.of}`;
  const [visit] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  // a frame may have no place to keep anything
  const tried = (what: () => void) => {
    try {
      what();
    } catch {}
  };
  tried(() => {
    const kept = visit?.type !== 'navigate' && sessionStorage.getItem(key());
    if (!kept) return;
    desk.give(kept);
    // the page may have gone before its address had it
    void desk.open().then(() => outside.tell('change', { text: desk.text }));
  });
  const write = () => {
    const { isBegun, work } = exercise;
    if (isBegun && work && !isBeingSet(desk.document)) sessionStorage.setItem(key(), work);
  };
  addEventListener('pagehide', () => tried(write));
}
