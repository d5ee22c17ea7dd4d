// A network's experiment in PyTorch.

import { helper, libraries } from '../../code/libraries';
import { pythonName } from '../../code/names';
import { optimizerOf } from '../../code/optimizers';
import { type Named, type Place, python, wrapped } from '../../code/python';
import { namesIn, readRule } from '../../code/tree';
import { changesText } from './changes';
import { noSurfaces, type Plan, rowsFile } from './course';
import { orderLines } from './order';
import { firstText, listed, partsOf, plateauLines, rowsComment, rowsOf, Shared, weightsComment } from './pieces';
import { ruleOf } from './rules';

const activations: Readonly<Record<string, string>> = {
  relu: 'nn.ReLU()',
  leaky_relu: 'nn.LeakyReLU(0.01)',
  elu: 'nn.ELU()',
  silu: 'nn.SiLU()',
  gelu: 'nn.GELU(approximate="tanh")',
  softplus: 'nn.Softplus()',
  sigmoid: 'nn.Sigmoid()',
  tanh: 'nn.Tanh()',
};

/** The program without its heading, block by block. */
export function torchBlocks(plan: Plan, runs: readonly number[]): string[][] {
  const net = plan.words.net;
  const [networks, parts, costs, rules] = [
    new Shared('network'),
    new Shared('part'),
    new Shared('cost'),
    new Shared('rule'),
  ];
  const firsts = new Shared('first');
  const isClasses = plan.lesson(0).classes !== undefined;
  // what all runs after the first have in another way is given to each
  const usual = (run: number) => optionsOf(plan, run, parts, costs);
  const first = usual(runs[0] ?? 0);
  const calls = runs.map((run) => {
    const { kind, values } = plan.optimizer(run);
    const rate = plan.rate(run);
    const corrected = values.bias_correction !== false;
    const own = optimizerOf(
      'torch',
      kind,
      (name) => plan.number(values[name]),
      plan.number(values.lr),
      rate !== undefined,
      corrected,
    );
    const rule = own ? undefined : ruleLines(plan, run);
    const made = own
      ? own.replace('[w]', 'model.parameters()')
      : `Rule(model.parameters(), ${plan.number(values.lr ?? 1)}, ${rules.called(rule?.lines.join('\n') ?? '')}, ${rule?.state ?? 0})`;
    if (!own) plan.needed.add('Rule');
    const why = own || kind === 'written' ? '' : `  # ${net.own.replace('{library}', 'PyTorch')}`;
    const plateau = plan.plateau(run);
    const options = Object.entries(usual(run)).filter(([name, text]) => text !== first[name]);
    const given = [
      ...(rate ? [`rate=lambda t, epoch: ${rate}`] : []),
      ...(plateau ? ['heard=plateau.heard'] : []),
      ...options.map(([name, text]) => `${name}=${text}`),
    ];
    return [
      `model = ${networks.called(networkLines(plan, run))}()`,
      `begin(model, ${firsts.called(firstText(plan, run))})`,
      ...(plateau ? [`plateau = ${plateau}`] : []),
      `optimizer = ${made}${why}`,
      `runs[${JSON.stringify(plan.course.runs[run]?.name)}] = train(${['model', 'optimizer', ...given].join(', ')})`,
    ];
  });
  const shuffled = runs.some((run) => plan.shuffles(run));
  const helpers = [...plan.needed].map((name) => helper(name, libraries.torch, true, plan.words.code));
  const text =
    [...plan.schedules.values(), ...helpers.map(({ lines }) => lines)].flat().join('\n') + calls.flat().join('\n');
  const isMath = /\bmath\./.test(text + parts.all.flat().join() + rules.all.flat().join());
  return [
    imports(plan, isMath),
    plan.given.map(([name, value]) => `${pythonName(name, noSurfaces)} = ${value}`),
    ...helpers.map(({ lines }) => [...lines]),
    ...[...plan.schedules.values()].map((lines) => [...lines]),
    ...(plan.needed.has('Plateau') ? [plateauLines(net.plateau)] : []),
    ...networks.all.map(([name, text]) => [`def ${name}():`, ...text.split('\n')]),
    beginLines(net.begin),
    ...parts.all.map(([name, text]) => [`def ${name}(rows):`, `    """${net.sees}"""`, ...text.split('\n')]),
    ...costs.all.map(([name, text]) => [
      `def ${name}(outputs, targets):`,
      `    """${net.cost}"""`,
      `    return ${text}`,
    ]),
    ...(isClasses ? [saidLines(net.said)] : []),
    measuredLines(net.measured, isClasses),
    ...(plan.needed.has('Rule') ? [ruleClass(net.rule)] : []),
    ...rules.all.map(([name, text]) => [
      `def ${name}(t, lr, w, grad${text.slice(0, text.indexOf('\n'))}):`,
      ...text.split('\n').slice(1),
    ]),
    ...(shuffled ? [orderLines(net.order, plan.seed)] : []),
    trainLines(plan, runs, first, shuffled),
    dataLines(plan),
    ...firsts.all.map(([name, text], k) => [...(k === 0 ? [weightsComment(plan)] : []), `${name} = ${text}`]),
    ['runs = {}'],
    ...calls,
    [
      'for name, measures in runs.items():',
      '    print(name, ", ".join(f"{what} {value:.6g}" for what, value in measures[-1].items()))',
    ],
  ];
}

function imports(plan: Plan, isMath: boolean): string[] {
  const isFile = !plan.course.rows;
  const isJson = plan.course.runs.some(({ first }) => !first);
  return [
    ...(isJson ? ['import json'] : []),
    ...(isMath ? ['import math'] : []),
    ...(isJson || isMath ? [''] : []),
    ...(isFile ? ['import numpy as np'] : []),
    'import torch',
    'from torch import nn',
  ];
}

/** What may differ from run to run, as arguments of `train`. */
function optionsOf(plan: Plan, run: number, parts: Shared, costs: Shared): Readonly<Record<string, string>> {
  const { l1, l2 } = plan.penalty(run);
  return {
    epochs: String(plan.task(run, 'epochs')),
    batch: String(plan.batch(run) ?? 'None'),
    shuffle: plan.shuffles(run) ? 'True' : 'False',
    part: parts.called(partLines(plan, run)),
    cost: costs.called(costLine(plan, run)),
    l1: String(l1),
    l2: String(l2),
    clip: plan.clip(run) ?? 'None',
    changes: changesText(plan, run),
  };
}

function networkLines(plan: Plan, run: number): string {
  const { inputs, layers } = plan.lesson(run);
  const lines = layers.map(({ units, activation }, k) => {
    const linear = `nn.Linear(${k === 0 ? inputs : layers[k - 1]?.units}, ${units}),`;
    return `        ${linear}${activations[activation] ? ` ${activations[activation]},` : ''}`;
  });
  return ['    return nn.Sequential(', ...lines, '    )'].join('\n');
}

function beginLines(doc: string): string[] {
  return `def begin(model, first):
    """${doc}"""
    layers = [layer for layer in model if isinstance(layer, nn.Linear)]
    with torch.no_grad():
        for layer, values in zip(layers, first):
            layer.weight.copy_(torch.tensor(values["weights"]))
            layer.bias.copy_(torch.tensor(values["bias"]))`.split('\n');
}

function partLines(plan: Plan, run: number): string {
  const { width, classes, numbers = 1 } = plan.lesson(run);
  const features = plan.features(run);
  const targets = classes ? `rows[:, ${width}].long()` : `rows[:, ${width}:${width + numbers}]`;
  if (features.length === 0) return `    return rows[:, :${width}], ${targets}`;
  const seen = `torch.stack([${features.join(', ')}], 1).float()`;
  return ['    x, y = rows[:, 0].double(), rows[:, 1].double()', `    return ${seen}, ${targets}`].join('\n');
}

function costLine(plan: Plan, run: number): string {
  const { loss, classes } = plan.lesson(run);
  if (loss === 'binary_cross_entropy')
    return 'nn.functional.binary_cross_entropy_with_logits(outputs[:, 0], targets.float())';
  if (loss === 'cross_entropy') return 'nn.functional.cross_entropy(outputs, targets)';
  if (classes === undefined) return '((outputs - targets) ** 2).mean()';
  if (classes <= 2) return '((outputs[:, 0] - (2 * targets - 1)) ** 2).mean()';
  return `((outputs - nn.functional.one_hot(targets, ${classes})) ** 2).mean()`;
}

function saidLines(doc: string): string[] {
  return `def said(outputs):
    """${doc}"""
    return outputs.argmax(1) if outputs.shape[1] > 1 else (outputs[:, 0] >= 0).long()`.split('\n');
}

function measuredLines(doc: string, isClasses: boolean): string[] {
  return `def measured(model, part, cost):
    """${doc}"""
    measures = {}
    with torch.no_grad():
        for name, rows in parts.items():
            inputs, targets = part(rows)
            outputs = model(inputs)
            measures[name + "loss"] = cost(outputs, targets).item()${
              isClasses
                ? '\n            measures[name + "accuracy"] = (said(outputs) == targets).double().mean().item()'
                : ''
            }
    return measures`.split('\n');
}

function trainLines(
  plan: Plan,
  runs: readonly number[],
  first: Readonly<Record<string, string>>,
  shuffled: boolean,
): string[] {
  const some = (one: (run: number) => unknown) => runs.some((run) => one(run));
  const changed = (name: string) =>
    some((run) => [...plan.changes(run).settings.values()].some((one) => one[name] !== undefined));
  const isPenalty = some((run) => plan.penalty(run).l1 || plan.penalty(run).l2) || changed('l1');
  const isClip = some((run) => plan.clip(run)) || changed('clip');
  const isRate = some((run) => plan.rate(run));
  const isHeard = some((run) => plan.plateau(run));
  const isBatch = some((run) => plan.batch(run)) || changed('batch');
  const isChanged = some((run) => plan.changes(run).settings.size > 0);
  const own = (name: string) => (isChanged ? `now["${name}"]` : name);
  const left = new Set([
    ...(isPenalty ? [] : ['l1', 'l2']),
    ...(isClip ? [] : ['clip']),
    ...(shuffled ? [] : ['shuffle']),
    ...(isBatch ? [] : ['batch']),
    ...(isChanged ? [] : ['changes']),
  ]);
  const named = ['batch', 'l1', 'l2', 'clip'].filter((name) => !left.has(name));
  const usual = Object.entries(first).filter(([name]) => !left.has(name));
  const given = ['model', 'optimizer', ...(isRate ? ['rate=None'] : []), ...(isHeard ? ['heard=None'] : [])];
  const penalty = [
    `                # ${plan.words.net.penalty}`,
    '                weights = torch.cat([w.flatten() for w in model.parameters() if w.dim() > 1])',
    `                loss = loss + ${own('l1')} * weights.abs().sum() + ${own('l2')} / 2 * (weights**2).sum()`,
  ];
  const order = shuffled
    ? `torch.tensor(next(shuffled)) if shuffle${isChanged ? ' and now["batch"]' : ''} else torch.arange(len(inputs))`
    : 'torch.arange(len(inputs))';
  return [
    `def train(${[...given, ...usual.map(([name, text]) => `${name}=${text}`)].join(', ')}):`,
    `    """${plan.words.net.train}"""`,
    '    inputs, targets = part(parts[""])',
    ...(shuffled ? ['    shuffled = orders(len(inputs))'] : []),
    '    history, t = [measured(model, part, cost)], 0',
    ...(isChanged ? [`    now = {${named.map((name) => `"${name}": ${name}`).join(', ')}}`] : []),
    '    for epoch in range(1, epochs + 1):',
    ...(isChanged ? [`        now.update((changes or {}).get(t, {}))  # ${plan.words.net.changed}`] : []),
    `        order = ${order}`,
    `        for rows in order.split(${isBatch ? `${own('batch')} or len(order)` : 'len(order)'}):`,
    ...(isChanged ? ['            now.update((changes or {}).get(t, {}))'] : []),
    '            t += 1',
    ...(isRate ? ['            if rate:', '                optimizer.param_groups[0]["lr"] = rate(t, epoch)'] : []),
    '',
    '            def closure():',
    '                optimizer.zero_grad()',
    '                loss = cost(model(inputs[rows]), targets[rows])',
    ...(isPenalty ? penalty : []),
    '                loss.backward()',
    ...(isClip
      ? [
          `                if ${own('clip')} is not None:`,
          `                    nn.utils.clip_grad_norm_(model.parameters(), ${own('clip')})`,
        ]
      : []),
    '                return loss',
    '',
    '            optimizer.step(closure)',
    '        history.append(measured(model, part, cost))',
    ...(isHeard ? ['        if heard:', '            heard(history[-1]["loss"])'] : []),
    '    return history',
  ];
}

function ruleClass(doc: string): string[] {
  return `class Rule(torch.optim.Optimizer):
    """${doc}"""

    def __init__(self, parameters, lr, rule, states):
        super().__init__(parameters, {"lr": lr})
        self.rule, self.states, self.t = rule, states, 0

    def step(self, closure):
        self.t += 1
        group = self.param_groups[0]
        parameters = group["params"]
        w = nn.utils.parameters_to_vector(parameters).detach()

        def grad(point):
            nn.utils.vector_to_parameters(point, parameters)
            closure()
            return torch.cat([one.grad.flatten() for one in parameters])

        if self.t == 1:
            self.kept = [torch.zeros_like(w) for _ in range(self.states)]
        w, *self.kept = self.rule(self.t, group["lr"], w, grad, *self.kept)
        nn.utils.vector_to_parameters(w, parameters)`.split('\n');
}

/** A rule as the body of a function, after the names of its state; and how many of these there are. */
function ruleLines(plan: Plan, run: number): { readonly lines: string[]; readonly state: number } {
  const { kind, values } = plan.optimizer(run);
  const rule = readRule(ruleOf(kind, String(values.text ?? '')), noSurfaces);
  const names = new Map<string, Named>();
  const own = (name: string) => names.get(name)?.text ?? pythonName(name, noSurfaces);
  for (const name of ['t', 'lr']) names.set(name, { text: name, kind: 'scalar' });
  for (const name of ['w', 'g']) names.set(name, { text: name, kind: 'value' });
  for (const { name } of rule.params) if (name !== 'lr') names.set(name, { text: own(name), kind: 'scalar' });
  for (const name of rule.state) names.set(name, { text: own(name), kind: 'value' });
  const place: Place = {
    library: libraries.torch,
    arrays: true,
    slopes: 'none',
    named: (name) => names.get(name) ?? plan.constant(name),
    gradient: (point) => `grad(${point})`,
    need: (name) => void plan.needed.add(name),
  };
  const lines = rule.lines.map(({ name, value }) => {
    const text = wrapped(value, place, 4);
    const { kind } = python(value, place);
    names.set(name, { text: own(name), kind: name === 'w' || rule.state.includes(name) ? 'value' : kind });
    return `    ${own(name)} = ${text}`;
  });
  const used = new Set(rule.lines.flatMap(({ value }) => namesIn(value)));
  const params = rule.params.filter(({ name }) => name !== 'lr' && used.has(name));
  const set = params.map(({ name, value }) => {
    const usual =
      kind === 'written' && values[name] === undefined ? python(value, place).text : plan.number(values[name]);
    return `    ${own(name)} = ${usual}`;
  });
  const text = kind === 'written' ? String(values.text).split(/\r?\n/) : [];
  return {
    lines: [
      rule.state.map((name) => `, ${own(name)}`).join(''),
      ...text.map((line) => `    # ${line.replace(/\p{C}+/gu, ' ')}`.trimEnd()),
      ...set,
      ...(used.has('g') ? ['    g = grad(w)'] : []),
      ...lines,
      `    return ${['w', ...rule.state.map(own)].join(', ')}${rule.state.length ? '' : ','}`,
    ],
    state: rule.state.length,
  };
}

function dataLines(plan: Plan): string[] {
  const { columns, rows } = plan.course;
  const lines = partsOf(plan).flatMap(([name, part]) =>
    rows
      ? [
          `    "${name}": torch.tensor([`,
          listed(rowsOf(plan, part), 8),
          `    ], dtype=torch.float32).reshape(-1, ${columns.length - 1}),`,
        ]
      : [`    "${name}": rows[rows[:, -1] == ${part}],`],
  );
  const file = `rows = torch.from_numpy(np.loadtxt("${rowsFile}", delimiter=",", skiprows=1, dtype="float32", ndmin=2))`;
  return [rowsComment(plan), ...(rows ? [] : [file]), 'parts = {', ...lines, '}'];
}
