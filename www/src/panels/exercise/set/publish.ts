// Publishing: the student's document with its link, and the teacher's key; what was published, and what is odd about it.

import { html, nothing, type TemplateResult } from 'lit';
import { encode } from '../../../document/link';
import { below } from '../../../document/locks';
import { get, type Json, pointer } from '../../../document/pointer';
import { plain } from '../../../draw/format';
import { textOf } from '../../../text/words';
import { home } from '../../export/blog/home';
import { Taking } from '../../export/taking';
import { Answer, type Host } from '../../panel';
import { say } from '../../parts/say';
import type { Verdict } from '../exercise';
import { goalsOf, goalText } from '../goals';
import type { Published } from '../grader';
import { controlsOf, freeText } from './free';
import { isGiven, isKnown, withoutReference } from './goals';
import { judging } from './questions';
import { kindOf, type Opened, questionsOf, type Secrets } from './secrets';
import { isDrawn, studentText } from './student';
import type { Texts } from './texts';
import { settingWords } from './words';

/** Goals that say how far one may go: at first nobody has gone too far. */
const bounds = new Set(['at_most', 'stays', 'answer', 'follows']);

export class Publish {
  #host: Host;
  #secrets: Secrets;
  #texts: Texts;
  #taking: Taking<'link' | 'own' | 'package'>;
  #judged: Answer<{ readonly of: string; readonly verdicts: readonly Verdict[] }>;
  /** What was published last, and of what. */
  #published: (Published & { readonly of: string; readonly link: string }) | undefined;
  #why = '';
  #opened: { readonly name: string; readonly opened: Opened } | undefined;

  constructor(host: Host, secrets: Secrets, texts: Texts) {
    [this.#host, this.#secrets, this.#texts] = [host, secrets, texts];
    this.#taking = new Taking(host);
    this.#judged = new Answer(host);
  }

  close(): void {
    this.#taking.close();
  }

  render(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const [errors, warnings] = [this.#errors(), this.#warnings()];
    const isThere = this.#published !== undefined && this.#published.of === this.#of;
    return html`<p class="note">${own.publishWhat}</p>
      ${errors.length ? html`<ul class="wrong">${errors.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
      ${warnings.length ? html`<ul class="odd">${warnings.map((one) => html`<li>${one}</li>`)}</ul>` : nothing}
      <button
        type="button" class="word main-word" data-help="set-publish" ?disabled=${errors.length > 0}
        @click=${() => void this.#publish()}
      >${own.publish}</button>
      ${this.#why ? html`<p class="wrong" role="alert">${this.#why}</p>` : nothing}
      <div class="published" role="status">${isThere && this.#published ? this.#told(this.#published) : this.#published ? html`<p>${own.changed}</p>` : nothing}</div>
      ${this.#again()} ${this.#taking.said()}`;
  }

  /** What is published: of another one there are other files. */
  get #of(): string {
    const { finished, document } = this.#host;
    return finished ? JSON.stringify([studentText(finished), this.#secrets.parts(document)]) : '';
  }

  /** Without these there is nothing that could be graded. */
  #errors(): readonly string[] {
    const own = settingWords[this.#host.words.tag];
    const { document, names } = this.#host;
    const questions = questionsOf(document);
    const goals = goalsOf(document);
    const isEmpty = !get(document, pointer('exercise', 'text')) && questions.length === 0 && goals.length === 0;
    const away = questions.flatMap((_, k) =>
      judging(document, k) >= 0 && this.#secrets.answer(document, k) === '' ? [own.answerless(k + 1)] : [],
    );
    const run = withoutReference(document, this.#secrets);
    const given = [...this.#secrets.references].filter(
      ([one, reference]) => this.#follows.includes(one) && isGiven(document, one, reference),
    );
    return [
      ...(isEmpty ? [own.empty] : []),
      ...away,
      ...(run === undefined ? [] : [own.referenceless(names[run] ?? '')]),
      ...given.map(([one]) => own.given(names[one] ?? '')),
    ];
  }

  get #follows(): readonly number[] {
    const goals = goalsOf(this.#host.document).filter(({ kind }) => kind === 'follows');
    return goals.map(({ fields }) => Number(fields.run ?? 0));
  }

  #warnings(): readonly string[] {
    const own = settingWords[this.#host.words.tag];
    const { document, finished, words, names } = this.#host;
    const goals = goalsOf(document);
    const controls = controlsOf(document);
    // a network is judged anew at its end
    const of = `${finished?.opened.text} ${finished?.fingerprint}`;
    const judged = this.#judged.of(of, async () => {
      const verdicts = await (await this.#host.grader()).judge();
      return { ok: verdicts && { of, verdicts } };
    });
    const verdicts = judged?.of === of ? judged.verdicts : undefined;
    const said = goals.flatMap(({ kind, fields }, k) => {
      if (kind === 'beats' && fields.run === fields.than) return [own.never(k + 1, own.itself)];
      if (kind === 'accuracy' && Number(fields.above) >= 1) return [own.never(k + 1, own.allRight)];
      if (bounds.has(kind)) return [];
      if (verdicts?.[k]?.reached === true) return [own.already(k + 1)];
      return controls?.length === 0 && verdicts?.[k]?.reached === false ? [own.never(k + 1, own.nothingFree)] : [];
    });
    const locked = this.#follows.filter(
      (run) => controls && !below(pointer('runs', run, 'optimizer', 'written', 'text'), controls),
    );
    // whoever looks one up has found it
    const known = this.#follows.filter((run) => isKnown(this.#secrets.references.get(run)));
    const blank = questionsOf(document).filter((one) => {
      const options = (get({ kind: one.kind ?? null }, '/kind/choice/of') ?? []) as readonly Json[];
      return (
        !textOf(one.text, words.tag) || (kindOf(one) === 'choice' && options.some((text) => !textOf(text, words.tag)))
      );
    });
    const isAll = goals.length > 0 && !controls;
    return [
      ...(get(document, pointer('exercise', 'text')) ? [] : [own.textless]),
      ...(goals.length === 0 ? [own.goalless] : []),
      ...said,
      ...locked.map((run) => own.lockedRule(names[run] ?? '')),
      ...known.map((run) => own.knownRule(names[run] ?? '')),
      ...(blank.length > 0 ? [own.blank] : []),
      ...(isAll ? [own.allFree] : []),
      ...this.#texts.missing.map((tag) => own.untold(own.tongue[tag])),
      ...(get(document, pointer('exercise', 'seed_by_student')) === true && !isDrawn(document)
        ? [own.nothingDrawn]
        : []),
    ];
  }

  async #publish(): Promise<void> {
    this.#texts.flush();
    const { finished, document, words } = this.#host;
    if (!finished || this.#errors().length > 0) return;
    const of = this.#of;
    const grader = await this.#host.grader();
    const made = await grader.publish(studentText(finished), this.#secrets.parts(document), this.#secrets.salt);
    this.#why = 'failed' in made ? say(made.failed, words) : '';
    if ('ok' in made) {
      const link = new URL(await encode(made.ok.document), location.href).href;
      this.#published = { ...made.ok, of, link };
      await this.#taking.copy('link', link, true);
    }
    this.#host.update();
  }

  #told({ document, key, link }: Published & { readonly link: string }): TemplateResult {
    const { names, words } = this.#host;
    const own = settingWords[words.tag];
    const read = JSON.parse(document) as Json;
    const goals = goalsOf(this.#host.document);
    const worth = goals.reduce((sum, { fields }) => sum + (typeof fields.points === 'number' ? fields.points : 1), 0);
    const score = get(read, pointer('exercise', 'points'));
    const free = freeText(this.#host);
    const name = nameOf(textOf(get(read, pointer('title')), words.tag));
    const file = (about: string, text: string, label: string, to: string) =>
      html`<button
        type="button" class="word" data-help=${about}
        @click=${() => this.#taking.save(new Blob([`${text}\n`], { type: 'application/json' }), to)}
      >${label}</button>`;
    const copied = this.#taking.copied;
    return html`<p data-help="set-published"><b>${own.published}</b> ${copied === 'link' ? own.copied : nothing}</p>
      <div class="row">
        ${file('set-student-file', document, own.studentFile(`${name}.json`), `${name}.json`)}
        ${file('set-key-file', key, own.keyFile(`${name}.key.json`), `${name}.key.json`)}
        <button type="button" class="word" data-help="set-link" @click=${() => void this.#taking.copy('link', link, true)}>
          ${copied === 'link' ? own.isCopied : own.copyLink}
        </button>
      </div>
      ${this.#taking.trouble('link')}
      <div class="row">
        <button
          type="button" class="word" data-help="set-package"
          @click=${() => void this.#package(document, textOf(get(read, pointer('title')), words.tag) ?? name, `${name}.zip`)}
        >${own.package(`${name}.zip`)}</button>
      </div>
      ${this.#taking.trouble('package')}
      <dl data-help="set-published">
        <dt>${own.toldGoals(goals.length, plain(typeof score === 'number' ? score : worth))}</dt>
        ${goals.map((goal) => html`<dd>${goalText(goal, { names, words, learner: this.#host.learner })}</dd>`)}
        <dt>${own.mayChange}</dt>
        <dd>${free ? (free.length > 0 ? free.join(' · ') : own.nothing) : own.everything}</dd>
        <dt>${own.noSolution}</dt>
        <dd>${own.keepKey}</dd>
      </dl>
      ${link.length > 8000 ? html`<p class="note">${own.long(plain(Math.ceil(link.length / 1000)))}</p>` : nothing}`;
  }

  /** The page that is one file stands beside what other pages load. */
  async #package(document: string, title: string, name: string): Promise<void> {
    const folder = home();
    const page = folder ? await fetch(new URL('../../fall-line.html', folder)).catch(() => undefined) : undefined;
    if (!page?.ok) return this.#taking.say('package', settingWords[this.#host.words.tag].pageless);
    const { packaged } = await import('../scorm');
    const bytes = packaged(await page.text(), document, title);
    this.#taking.save(new Blob([bytes], { type: 'application/zip' }), name);
  }

  /** Going on another day. */
  #again(): TemplateResult {
    const own = settingWords[this.#host.words.tag];
    const opened = this.#opened;
    const copy = async () => {
      const text = this.#host.finished?.opened.text;
      if (text !== undefined) await this.#taking.copy('own', new URL(await encode(text), location.href).href, true);
    };
    return html`<p class="note">${own.goOn}</p>
      <div class="row">
        <button type="button" class="word" data-help="set-own-link" @click=${() => void copy()}>
          ${this.#taking.copied === 'own' ? own.isCopied : own.ownLink}
        </button>
        <label class="word file" data-help="set-open-key">${own.openKey}<input
          type="file" accept=".json,application/json" @change=${(event: Event) => void this.#open(event.target as HTMLInputElement)}
        /></label>
      </div>
      ${this.#taking.trouble('own')}
      <p class=${opened?.opened === 'none' ? 'wrong' : 'note'} role="status">${opened ? own.opened[opened.opened](opened.name) : nothing}</p>`;
  }

  async #open(input: HTMLInputElement): Promise<void> {
    const file = input.files?.[0];
    const { finished, document } = this.#host;
    if (!file || !finished) return;
    const text = file.size <= 256 * 1024 ? await file.text() : '';
    const as = await (await this.#host.grader()).publish(
      studentText(finished),
      { answers: [], references: [] },
      '0'.repeat(32),
    );
    this.#opened = { name: file.name, opened: this.#secrets.open(text, document, 'ok' in as ? as.ok.key : '') };
    // the same file again is another try
    input.value = '';
    this.#host.update();
  }
}

/** What a file may be called everywhere. */
function nameOf(title: string | undefined): string {
  const name = (title ?? '').replace(/\{[^}]*\}/g, '').replace(/[^\p{L}\p{N}]+/gu, '-');
  return (
    name
      .slice(0, 40)
      .replace(/^-+|-+$/g, '')
      .toLowerCase() || 'exercise'
  );
}
