// The runs in Python: one function each, with its loop, and what comes of them.

import type { Json } from '../../../document/pointer';
import { chosen, type Draft } from './experiment';
import { optimizerOf } from './optimizers';
import { float, type Named, type Place, python, wrapped } from './python';
import { type Schedule, scheduleOf } from './schedules';
import { namesIn, readRule } from './tree';

export function runLines(draft: Draft): string[][] {
  const { ran } = draft;
  const kinds = ran.runs.map((_, run) => chosen(draft.of(run, 'optimizer')).kind);
  const names = kinds.map((kind, run) => {
    const before = kinds.slice(0, run).filter((other) => other === kind).length;
    return `run_${kind}${before > 0 ? `_${before + 1}` : ''}`;
  });
  const functions = names.map((name, run) => new Run(draft, run).lines(name));
  const shared = new Set(ran.runs.map((_, run) => draft.functions(run).f)).size === 1;
  const row = (name: string, run: number) =>
    `    (${[JSON.stringify(ran.runs[run]?.name), ...(shared ? [] : [draft.functions(run).f]), `${name}()`].join(', ')}),`;
  const end = [
    'runs = [',
    ...names.map(row),
    ']',
    `for name, ${shared ? '' : 'f, '}path in runs:`,
    '    x, y = path[-1].tolist()',
    '    loss = float(f(*path[-1]))',
    '    print(f"{name}: x = {x}, y = {y}, loss = {loss} after {len(path) - 1} steps")',
  ];
  if (draft.batched) draft.need('rng');
  return [...(draft.batched ? [batches(draft)] : []), ...functions, end];
}

/** What gives a run its rows, as many an update as it says. */
function batches({ library, words, rows }: Draft): string[] {
  const order = library.name === 'torch' ? `torch.randperm(${rows})` : `rng.permutation(${rows})`;
  return [
    'def batches(size):',
    `    """${words.order}"""`,
    '    while True:',
    `        order = ${order}`,
    `        for k in range(0, ${rows}, size):`,
    '            yield order[k : k + size]',
  ];
}

/** One run on its way to Python. */
class Run {
  #draft: Draft;
  #run: number;
  #kind: string;
  #values: Readonly<Record<string, Json>>;
  #schedule: Schedule;
  #warmup: number;
  #noise: string | undefined;
  #clip: string | undefined;

  constructor(draft: Draft, run: number) {
    this.#draft = draft;
    this.#run = run;
    const { kind, values } = chosen(draft.of(run, 'optimizer'));
    [this.#kind, this.#values] = [kind, values];
    const schedule = chosen(draft.of(run, 'schedule'));
    this.#schedule = scheduleOf(schedule.kind, schedule.values, (value) => draft.number(value), draft.words);
    const { define } = this.#schedule;
    if (define) draft.schedules.set(define.lines.join('\n'), define.lines);
    this.#warmup = Number(draft.of(run, 'warmup') ?? 0);
    const noise = draft.task(run, 'noise');
    this.#noise = noise === 0 || noise === undefined ? undefined : draft.number(noise);
    if (this.#noise) draft.need('rng');
    const clip = draft.of(run, 'clip');
    this.#clip = clip === null || clip === undefined ? undefined : draft.number(clip);
    if (this.#clip) draft.need('clipped');
  }

  lines(name: string): string[] {
    const rate = this.#number('lr');
    const own = optimizerOf(
      this.#draft.library.name,
      this.#kind,
      (field) => this.#number(field),
      this.#scheduled ? this.#unit(rate) : rate,
      this.#scheduled,
      this.#values.bias_correction !== false,
    );
    const inner = own ? this.#byLibrary(own, rate) : this.#writtenOut(rate);
    return [`def ${name}():`, ...inner.map((line) => (line ? `    ${line}` : line))];
  }

  get #scheduled(): boolean {
    return this.#schedule.factor !== undefined || this.#warmup > 0;
  }

  #number(field: string): string {
    return this.#draft.number(this.#values[field]);
  }

  /** Optax takes the rate once and for all; PyTorch's can be set in every step. */
  #unit(rate: string): string {
    return this.#draft.library.name === 'jax' ? '1.0' : rate;
  }

  /** The library's own optimizer. */
  #byLibrary(make: string, rate: string): string[] {
    const { library, words } = this.#draft;
    const { f, gradient } = this.#draft.functions(this.#run);
    const rows = this.#draft.batch(this.#run) === undefined ? '' : ', rows';
    const lr = this.#rateLine(rate);
    if (library.name === 'torch') {
      return this.#loop(
        [...this.#about(), `w = torch.tensor(${this.#start}, requires_grad=True)`, `optimizer = ${make}`],
        [
          'optimizer.zero_grad()',
          `${f}(*w${rows}).backward()`,
          ...(this.#noise ? [`w.grad += ${this.#drawn}`] : []),
          ...(this.#clip ? [`w.grad = clipped(w.grad, ${this.#clip})`] : []),
          ...(lr ? [lr, 'optimizer.param_groups[0]["lr"] = lr'] : []),
          'optimizer.step()',
        ],
        'w.detach().clone()',
      );
    }
    this.#draft.need('optax');
    const scaled = lr ? `  # ${words.scaled}` : '';
    return this.#loop(
      [...this.#about(), `w = jnp.array(${this.#start})`, `optimizer = ${make}${scaled}`, 'state = optimizer.init(w)'],
      [
        ...(this.#noise ? [`noise = ${this.#drawn}`] : []),
        `g = ${this.#gradient(gradient, 'w', true)}`,
        'step, state = optimizer.update(g, state, w)',
        ...(lr ? [lr, 'w = w + lr * step'] : ['w = w + step']),
      ],
    );
  }

  /** What there is to say of the rule. */
  #about(...more: readonly (string | undefined)[]): string[] {
    return [this.#draft.words.rule[this.#kind], ...more].flatMap((line) => (line ? [`# ${line}`] : []));
  }

  /** The update line by line. */
  #writtenOut(rate: string): string[] {
    const { library, words, ran } = this.#draft;
    const { gradient } = this.#draft.functions(this.#run);
    this.#draft.need(gradient);
    const rule = readRule(spelled(this.#kind, ran.sources.runs[this.#run]?.rule ?? ''), this.#draft.surfaces);
    const names = new Map<string, Named>();
    for (const name of ['t', 'lr']) names.set(name, { text: name, kind: 'scalar' });
    for (const name of ['w', 'g']) names.set(name, { text: name, kind: 'value' });
    for (const { name } of rule.params)
      if (name !== 'lr') names.set(name, { text: this.#draft.name(name), kind: 'scalar' });
    for (const name of rule.state) names.set(name, { text: this.#draft.name(name), kind: 'value' });
    const place: Place = {
      library,
      arrays: true,
      slopes: 'none',
      named: (name) => names.get(name) ?? this.#draft.constant(name),
      gradient: (point) => this.#gradient(gradient, point),
      need: (name) => this.#draft.need(name, true),
    };
    const lines = rule.lines.map(({ name, value }) => {
      const text = wrapped(value, place, 8);
      const own = names.get(name)?.text ?? this.#draft.name(name);
      const kind = name === 'w' || rule.state.includes(name) ? 'value' : python(value, place).kind;
      names.set(name, { text: own, kind });
      return `${own} = ${text}`;
    });
    const used = new Set(rule.lines.flatMap(({ value }) => namesIn(value)));
    const lr = used.has('lr') ? this.#rateLine('rate') : undefined;
    const params = rule.params.filter(({ name }) => name !== 'lr' && used.has(name));
    const set = [
      ...(used.has('lr') ? [[lr ? 'rate' : 'lr', rate]] : []),
      ...params.map(({ name }) => [this.#draft.name(name), this.#number(name)]),
    ];
    const why = library.name === 'numpy' ? undefined : words.own[this.#kind]?.replace('{library}', library.says);
    return this.#loop(
      [
        ...this.#about(why),
        ...(set.length > 0
          ? [`${set.map(([name]) => name).join(', ')} = ${set.map(([, value]) => value).join(', ')}`]
          : []),
        `w = ${library.array(this.#start)}`,
        ...rule.state.map((name) => `${this.#draft.name(name)} = ${library.zeros}`),
      ],
      [
        ...(this.#noise ? [`noise = ${this.#drawn}`] : []),
        ...(lr ? [lr] : []),
        ...(used.has('g') ? [`g = ${this.#gradient(gradient, 'w', true)}`] : []),
        ...lines,
      ],
    );
  }

  /** Around what is done in every step. */
  #loop(before: readonly string[], inner: readonly string[], kept = 'w'): string[] {
    const { ran, words } = this.#draft;
    const { path, diverged } = ran.runs[this.#run] ?? { path: [], diverged: undefined };
    const steps = `range(1, ${Math.max(1, path.length / 2)})`;
    const batch = this.#draft.batch(this.#run);
    const loop = batch === undefined ? `for t in ${steps}:` : `for t, rows in zip(${steps}, batches(${batch})):`;
    const after = this.#schedule.after?.(
      `${this.#draft.functions(this.#run).f}(*${kept === 'w' ? 'w' : 'w.detach()'})`,
    );
    return [
      ...before,
      ...(this.#schedule.before ? [this.#schedule.before] : []),
      `path = [${kept}]`,
      diverged === undefined ? loop : `${loop}  # ${words.diverges(diverged)}`,
      ...[...inner, ...(after ?? []), `path.append(${kept})`].map((line) => `    ${line}`),
      'return path',
    ];
  }

  /** The learning rate of a step, where it is not the same in all. */
  #rateLine(rate: string): string | undefined {
    if (!this.#scheduled) return undefined;
    const time = this.#time;
    const factors = [
      rate,
      this.#schedule.factor?.(time),
      this.#warmup > 0 ? `min(1, ${time === 't' ? time : `(${time})`} / ${this.#warmup})` : undefined,
    ];
    return `lr = ${factors.filter((factor) => factor !== undefined).join(' * ')}`;
  }

  /** What the schedule counts. */
  get #time(): string {
    const batch = this.#draft.batch(this.#run);
    if (this.#draft.of(this.#run, 'schedule_per') !== 'epoch' || batch === undefined) return 't';
    return `(t - 1) // ${Math.ceil(this.#draft.rows / batch)} + 1`;
  }

  get #start(): string {
    const written = this.#draft.task(this.#run, 'start') as readonly Json[] | null | undefined;
    const { path } = this.#draft.ran.runs[this.#run] ?? { path: [] };
    const part = (k: number) => {
      const value = written?.[k];
      // a formula, or where the run has started
      if (typeof value === 'string' && /[a-z]/i.test(value)) return this.#draft.number(value);
      return float(path[k] ?? (typeof value === 'number' ? value : 0));
    };
    return `[${part(0)}, ${part(1)}]`;
  }

  get #drawn(): string {
    const normals = this.#draft.library.name === 'torch' ? 'torch.randn(2)' : 'rng.standard_normal(2)';
    return `${this.#noise} * ${normals}`;
  }

  /** The gradient at a point as a rule sees it. */
  #gradient(gradient: string, point: string, alone = false): string {
    const rows = this.#draft.batch(this.#run) === undefined ? '' : ', rows';
    const found = `${gradient}(${point}${rows})${this.#noise ? ' + noise' : ''}`;
    if (this.#clip) return `clipped(${found}, ${this.#clip})`;
    return this.#noise && !alone ? `(${found})` : found;
  }
}

/** A rule's text, without numbers that have no meaning and are not used: Python would raise an error over them. */
function spelled(kind: string, rule: string): string {
  return kind === 'radam' ? rule.replace(/^r = (.*)$/m, 'r = if(rho > 5, $1, 0)') : rule;
}
