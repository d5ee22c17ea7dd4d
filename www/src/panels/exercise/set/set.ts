// Setting an exercise: the task, what is asked, what may be changed and what is to be reached stand in the document; what
// solves it does not. How it looks to whoever does it stands beside it, as it always does.

import { html, nothing, type TemplateResult } from 'lit';
import { get, type Json, pointer } from '../../../document/pointer';
import type { Host, Panel, PanelModule } from '../../panel';
import parts from '../../parts/parts.css?inline';
import { goalsOf } from '../goals';
import { controlsOf, free, stale } from './free';
import { Goals } from './goals';
import { Own } from './own';
import { Publish } from './publish';
import { Questions } from './questions';
import { questionsOf, secretsOf } from './secrets';
import css from './set.css?inline';
import { Texts } from './texts';
import { settingWords } from './words';

const hintsAt = pointer('exercise', 'hints');
const most = 20;

export const open: PanelModule['open'] = (host: Host): Panel => {
  const secrets = secretsOf(host);
  const unfolded = new Set(['task']);
  /** An edit, with which the right answers stay with their questions. */
  const edit = (at: string, value: Json | undefined) => {
    const before = host.document;
    host.edit(at, value);
    secrets.carry(before, host.document);
    host.update();
  };
  const texts = new Texts(host, edit);
  const questions = new Questions(host, texts, secrets, edit);
  const goals = new Goals(host, secrets, edit);
  const own = new Own(host, edit);
  const publish = new Publish(host, secrets, texts);
  const words = () => settingWords[host.words.tag];

  const part = (name: string, title: string, count: string, content: () => unknown) => {
    const isOpen = unfolded.has(name);
    const turn = (event: Event) => {
      const { open } = event.target as HTMLDetailsElement;
      if (open === unfolded.has(name)) return;
      if (open) unfolded.add(name);
      else unfolded.delete(name);
      host.update();
    };
    return html`<details class="part" .open=${isOpen} @toggle=${turn}>
      <summary data-help="set-part-${name}">${title}${count ? html` <span class="tally">${count}</span>` : nothing}</summary>
      ${isOpen ? html`<div class="inside">${content()}</div>` : nothing}
    </details>`;
  };

  const hints = (): TemplateResult => {
    const all = (get(host.document, hintsAt) ?? []) as readonly Json[];
    const change = (to: readonly Json[]) => {
      texts.flush();
      edit(hintsAt, [...to]);
    };
    return html`${all.map(
      (_, k) => html`<div class="option">
        ${texts.field({ id: `set-hint-${k}`, label: words().hint(k + 1), about: 'set-hint', at: hintsAt + pointer(k), rows: 1 })}
        <button
          type="button" class="quiet" data-help="remove" aria-label=${words().removeHint(k + 1)} title=${words().removeHint(k + 1)}
          @click=${() => change(all.filter((_, other) => other !== k))}
        >×</button></div>`,
    )}
    <button
      type="button" class="word" data-help="set-hint-add" ?disabled=${all.length >= most} @click=${() => change([...all, ''])}
    >${words().addHint}</button>`;
  };

  const task = (): TemplateResult => html`${texts.tabs()}
    ${texts.field({
      id: 'set-text',
      label: words().task,
      about: 'set-text',
      at: pointer('exercise', 'text'),
      rows: 6,
      sample: words().sample,
    })}
    <p class="note">${words().markdown}</p>
    ${hints()}`;

  const tally = (count: number) => (count > 0 ? String(count) : '');

  return {
    render() {
      const { document } = host;
      const unlocked = controlsOf(document);
      return html`<style>${parts}${css}</style>
        <p class="note">${words().about}</p>
        ${stale(host, edit)}
        ${part('task', words().parts.task, '', task)}
        ${part(
          'questions',
          words().parts.questions,
          tally(questionsOf(document).length),
          () => html`${texts.tongues()}${questions.render()}`,
        )}
        ${part('free', words().parts.free, unlocked ? tally(unlocked.length) || words().nothing : words().everything, () => free(host, edit))}
        ${part('goals', words().parts.goals, tally(goalsOf(document).length), () => goals.render())}
        ${part('own', words().parts.own, get(document, pointer('exercise', 'seed_by_student')) === true ? words().oneEach : '', () => own.render())}
        ${part('publish', words().parts.publish, '', () => publish.render())}`;
    },
    close() {
      texts.stop();
      publish.close();
    },
  };
};
