// Pictures that a network learns from, what it says of them, those it finds hardest, what its first layer looks for, and
// a pad for one's own.

import { html, nothing, type TemplateResult } from 'lit';
import { choice } from '../../controls/choice';
import { choose, chosen } from '../chosen';
import mapStyle from '../maps/maps.css?inline';
import { stateLine } from '../maps/parts';
import { Answer, type Host, type Learner, type Panel, type PanelModule } from '../panel';
import { withData } from '../parts/lesson';
import { ask, askTargets, dataKey, imageOf, type Shown, type Targets } from './asking';
import { Costly } from './costly';
import { Filters } from './filters';
import css from './images.css?inline';
import { Leaves } from './leaves';
import { Pad } from './pad';
import type { Size } from './picture';
import { saidOf } from './said';
import { samples } from './samples';
import { imagesWords } from './words';

const parts = ['train', 'validation', 'test'] as const;
/** Pictures of a sheet. */
const most = 24;

export const open: PanelModule['open'] = (host: Host): Panel => {
  const [targets, rows] = [new Answer<Targets>(host), new Answer<Uint32Array>(host)];
  const [sheet, worst] = [new Answer<Shown>(host), new Answer<Shown>(host)];
  const leaves = new Leaves(host, most);
  const [pad, filters] = [new Pad(host), new Filters(host)];
  let costly: Costly | undefined;

  const words = () => imagesWords[host.words.tag];

  /** What is asked for, or the rows to learn from where none are held out. */
  const partOf = ({ lesson }: Learner) => {
    const wanted = parts.indexOf(chosen(host, 'images').part);
    return lesson.parts[wanted] ? wanted : 0;
  };

  const sheetOf = (learner: Learner, size: Size, part: number): TemplateResult => {
    const of = dataKey(host, learner);
    const all = rows.of(`${of} ${part}`, () => learner.ask('part', part));
    const known = targets.of(of, () => askTargets(learner, of));
    const { first, count } = leaves.of(learner.lesson.parts[part] ?? 0);
    const some = all?.slice(first, first + count) ?? new Uint32Array();
    const shown = sheet.of(`${learner.key} ${part} ${some.join()}`, () => ask(learner, of, some));
    return html`<div class="group">
      <div class="head">
        <h3>${words().sheet}</h3>
        ${choice({
          label: words().part,
          quiet: true,
          about: 'images-part',
          value: parts[part] ?? 'train',
          options: parts
            .filter((_, k) => (learner.lesson.parts[k] ?? 0) > 0)
            .map((value) => ({ value, text: words().parts[value] })),
          change: (to) => choose(host, 'images', { part: to as (typeof parts)[number] }),
        })}
      </div>
      ${
        shown?.of === of && known?.of === of
          ? samples(host, { learner, size, shown, targets: known.are, label: words().sheet, about: 'images-sample' })
          : nothing
      }
      ${leaves.render(learner.lesson.parts[part] ?? 0, words().rowsOf, 'images-leaf')}
    </div>`;
  };

  const worstOf = (learner: Learner, size: Size, part: number): TemplateResult => {
    costly ??= new Costly(() => host.update(), learner);
    costly.want(learner, part);
    const { found, foundOf, epoch } = costly;
    const of = dataKey(host, learner);
    const known = targets.of(of, () => askTargets(learner, of));
    const shown = found && worst.of(foundOf, () => ask(learner, of, found.rows));
    // both of what is shown, and of each other
    const fits = known?.of === of && shown?.of === of && shown.rows === found?.rows;
    const outputs = shown ? shown.outputs.length / Math.max(1, shown.rows.length) : 0;
    const isMissed = (row: number, k: number) =>
      saidOf(shown?.outputs.subarray(k * outputs, (k + 1) * outputs) ?? [], learner.lesson).class !== known?.are[row];
    const missed = fits ? [...shown.rows].filter(isMissed).length : 0;
    const isNow = costly.isNow || costly.standing === 'making';
    const again = () => costly?.again();
    return html`<div class="group">
      <div class="head">
        <h3>${words().worst}</h3>
        <button class="word" type="button" data-help="images-now" ?disabled=${isNow} @click=${again}>${words().now}</button>
      </div>
      ${
        fits
          ? samples(host, {
              learner,
              size,
              shown,
              targets: known.are,
              losses: found.losses,
              label: words().worst,
              about: 'images-worst',
            })
          : nothing
      }
      <p class="note" data-help="images-worst">
        ${fits ? words().after(epoch, learner.lesson.parts[part] ?? 0, missed) : ''}
      </p>
      ${costly.standing === 'failed' || costly.standing === 'stopped' ? stateLine(host, costly, '') : nothing}
    </div>`;
  };

  /** What there is to see of pictures; of other data a sentence, and how to come to some. */
  const body = (learner: Learner): TemplateResult => {
    const size = imageOf(learner);
    if (!size) {
      const take = (kind: 'digits' | 'strokes') =>
        html`<button class="word" type="button" data-help="images-take" @click=${() => withData(host, kind)}>${words().take[kind]}</button>`;
      return html`<p class="note">${words().none}</p><div class="choose">${take('digits')} ${take('strokes')}</div>`;
    }
    const part = partOf(learner);
    return html`<div class="groups">
      <div class="group">
        <div class="head"><h3>${words().own}</h3></div>
        ${pad.render(learner, size)}
      </div>
      <div class="group">
        <div class="head"><h3>${words().filters}</h3></div>
        ${filters.render(learner, size)}
        <p class="note">${words().looks}</p>
      </div>
      ${sheetOf(learner, size, part)} ${worstOf(learner, size, part)}
    </div>`;
  };

  return {
    render: () => html`<style>${mapStyle}${css}</style>${host.learner ? body(host.learner) : nothing}`,
    close: () => costly?.close(),
  };
};
