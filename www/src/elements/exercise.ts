// An exercise in the figure: who judges what is shown, makes a student's own seed, and tells the page around. Fetched with
// the first document that is one.

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
  return new Exercise(host, { judge, asked, begin, unfold: (run) => roster.unfold(run, true) });
}
