// A network's experiment in Keras, whatever its backend.

import { helper, libraries } from '../../code/libraries';
import { pythonName } from '../../code/names';
import { changesText } from './changes';
import { noSurfaces, type Plan, rowsFile } from './course';
import { orderLines } from './order';
import { firstText, listed, partsOf, plateauLines, rowsComment, rowsOf, Shared, weightsComment } from './pieces';
import { ruleOf } from './rules';

const activations: Readonly<Record<string, string>> = {
  relu: '"relu"',
  leaky_relu: 'lambda a: keras.ops.leaky_relu(a, 0.01)',
  elu: '"elu"',
  silu: '"silu"',
  gelu: 'lambda a: keras.ops.gelu(a, approximate=True)',
  softplus: '"softplus"',
  sigmoid: '"sigmoid"',
  tanh: '"tanh"',
};

/** The program without its heading, block by block. */
export function kerasBlocks(plan: Plan, all: readonly number[]): string[][] {
  const net = plan.words.net;
  const [networks, parts, costs, firsts] = [
    new Shared('network'),
    new Shared('part'),
    new Shared('cost'),
    new Shared('first'),
  ];
  const calls = all.map((run) => {
    const { kind, values } = plan.optimizer(run);
    const name = JSON.stringify(plan.course.runs[run]?.name);
    const made = optimizerOf(plan, run);
    if (!made) {
      const text = ruleOf(kind, String(values.text ?? '')) || `w = ${kind}(w)`;
      return [
        `# ${name}: ${net.byHand}`,
        ...text.split(/\r?\n/).map((line) => `#     ${line.replace(/\p{C}+/gu, ' ')}`.trimEnd()),
      ];
    }
    const { l1, l2 } = plan.penalty(run);
    const penalty = l1 || l2 ? `keras.regularizers.L1L2(l1=${l1}, l2=${l2 / 2})` : '';
    const rate = plan.rate(run);
    const plateau = plan.plateau(run);
    const more = [
      `epochs=${plan.task(run, 'epochs')}`,
      ...(plan.batch(run) ? [`batch=${plan.batch(run)}`] : []),
      ...(plan.shuffles(run) ? ['shuffle=True'] : []),
      ...(rate ? [`rate=lambda t, epoch: ${rate}`] : []),
      ...(plateau ? ['heard=plateau.heard'] : []),
      ...(plan.changes(run).settings.size > 0 ? [`changes=${changesText(plan, run)}`] : []),
    ];
    return [
      ...(net.differs[kind] ? [`# ${net.differs[kind]}`] : []),
      ...(plateau ? [`plateau = ${plateau}`] : []),
      `model = ${networks.called(networkLines(plan, run))}(${penalty})`,
      `begin(model, ${firsts.called(firstText(plan, run))})`,
      `model.compile(optimizer=${made}, loss=${costs.called(costLine(plan, run))})`,
      `runs[${name}] = train(model, ${parts.called(partLines(plan, run))}, ${more.join(', ')})`,
    ];
  });
  const runs = all.filter((run) => optimizerOf(plan, run));
  const shuffled = runs.some((run) => plan.shuffles(run));
  const isPenalty = runs.some((run) => plan.penalty(run).l1 || plan.penalty(run).l2);
  const isChanged = runs.some((run) => plan.changes(run).settings.size > 0);
  const isClasses = plan.lesson(0).classes !== undefined;
  const helpers = [...plan.needed].map((name) => helper(name, libraries.numpy, true, plan.words.code));
  const isMath = /\bmath\./.test(
    [...plan.schedules.values(), ...helpers.map(({ lines }) => lines)].flat().join() + calls.flat().join(),
  );
  const isJson = plan.course.runs.some(({ first }) => !first);
  return [
    [
      ...(isJson ? ['import json'] : []),
      ...(isMath ? ['import math'] : []),
      ...(isJson || isMath ? [''] : []),
      'import keras',
      'import numpy as np',
    ],
    plan.given.map(([name, value]) => `${pythonName(name, noSurfaces)} = ${value}`),
    ...helpers.map(({ lines }) => [...lines]),
    ...[...plan.schedules.values()].map((lines) => [...lines]),
    ...(plan.needed.has('Plateau') ? [plateauLines(net.plateau)] : []),
    ...networks.all.map(([name, text]) => [
      `def ${name}(penalty=None):`,
      ...(isPenalty ? [`    # ${net.penalty}`] : []),
      ...text.split('\n'),
    ]),
    beginLines(net.begin),
    ...parts.all.map(([name, text]) => [`def ${name}(rows):`, `    """${net.sees}"""`, ...text.split('\n')]),
    ...costs.all.map(([name, text]) => [
      `def ${name}(targets, outputs):`,
      `    """${net.cost}"""`,
      ...text.split('\n').map((line) => `    ${line}`),
    ]),
    ...(isClasses ? [saidLines(net.said)] : []),
    measuredLines(net.measured, isClasses),
    ...(shuffled ? [orderLines(net.order, plan.seed)] : []),
    trainLines(net.train, shuffled, isChanged && net.changed),
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

/** What makes the optimizer of a run; undefined where Keras has none. */
function optimizerOf(plan: Plan, run: number): string | undefined {
  const { kind, values } = plan.optimizer(run);
  // whole numbers are refused
  const value = (name: string) => plan.number(values[name]).replace(/^\d+$/, '$&.0');
  const clip = plan.clip(run);
  const make = (name: string, ...more: readonly string[]) =>
    `keras.optimizers.${name}(${[`learning_rate=${value('lr')}`, ...more, ...(clip ? [`global_clipnorm=${clip}`] : [])].join(', ')})`;
  const betas = () => [`beta_1=${value('beta1')}`, `beta_2=${value('beta2')}`];
  const eps = () => `epsilon=${value('eps')}`;
  switch (kind) {
    case 'gd':
      return make('SGD');
    case 'momentum':
      return make('SGD', `momentum=${value('momentum')}`);
    case 'nesterov':
      return make('SGD', `momentum=${value('momentum')}`, 'nesterov=True');
    case 'adagrad':
      return make('Adagrad', 'initial_accumulator_value=0.0', eps());
    case 'rmsprop':
      return make('RMSprop', `rho=${value('decay')}`, eps());
    case 'adadelta':
      return make('Adadelta', `rho=${value('decay')}`, eps());
    case 'adam':
      return values.bias_correction === false ? undefined : make('Adam', ...betas(), eps());
    case 'adamw':
      return make('AdamW', ...betas(), eps(), `weight_decay=${value('weight_decay')}`);
    case 'amsgrad':
      return make('Adam', ...betas(), eps(), 'amsgrad=True');
    case 'adamax':
      return make('Adamax', ...betas(), eps());
    case 'nadam':
      return make('Nadam', ...betas(), eps());
    case 'lion':
      return make('Lion', ...betas(), ...(values.weight_decay ? [`weight_decay=${value('weight_decay')}`] : []));
    default:
      return undefined;
  }
}

function networkLines(plan: Plan, run: number): string {
  const { inputs, layers } = plan.lesson(run);
  const lines = layers.map(({ units, activation }) => {
    const more = activations[activation] ? `, activation=${activations[activation]}` : '';
    return `        keras.layers.Dense(${units}${more}, kernel_regularizer=penalty),`;
  });
  return ['    return keras.Sequential([', `        keras.Input((${inputs},)),`, ...lines, '    ])'].join('\n');
}

function beginLines(doc: string): string[] {
  return `def begin(model, first):
    """${doc}"""
    for layer, values in zip(model.layers, first):
        layer.set_weights([np.array(values["weights"]).T, np.array(values["bias"])])`.split('\n');
}

function partLines(plan: Plan, run: number): string {
  const { width, classes, numbers = 1, loss } = plan.lesson(run);
  const features = plan.features(run);
  const whole = classes ? `rows[:, ${width}].astype("int32")` : `rows[:, ${width}:${width + numbers}]`;
  const targets =
    loss === 'binary_cross_entropy' || (classes && classes <= 2) ? `rows[:, ${width}:${width + 1}]` : whole;
  if (features.length === 0) return `    return rows[:, :${width}], ${targets}`;
  return [
    '    x, y = rows[:, :2].T.astype("float64")',
    `    return np.stack([${features.join(', ')}], 1).astype("float32"), ${targets}`,
  ].join('\n');
}

function costLine(plan: Plan, run: number): string {
  const { loss, classes } = plan.lesson(run);
  if (loss === 'binary_cross_entropy')
    return 'return keras.ops.mean(keras.losses.binary_crossentropy(targets, outputs, from_logits=True))';
  if (loss === 'cross_entropy')
    return 'targets = keras.ops.reshape(targets, (-1,))\nreturn keras.ops.mean(keras.losses.sparse_categorical_crossentropy(targets, outputs, from_logits=True))';
  if (classes === undefined) return 'return keras.ops.mean((outputs - targets) ** 2)';
  if (classes <= 2) return 'return keras.ops.mean((outputs - (2 * targets - 1)) ** 2)';
  return `targets = keras.ops.one_hot(keras.ops.reshape(targets, (-1,)), ${classes})\nreturn keras.ops.mean((outputs - targets) ** 2)`;
}

function saidLines(doc: string): string[] {
  return `def said(outputs):
    """${doc}"""
    return outputs.argmax(1) if outputs.shape[1] > 1 else outputs[:, 0] >= 0`.split('\n');
}

function measuredLines(doc: string, isClasses: boolean): string[] {
  return `def measured(model, part):
    """${doc}"""
    measures = {}
    for name, rows in parts.items():
        inputs, targets = part(rows)
        outputs = keras.ops.convert_to_numpy(model(inputs))
        measures[name + "loss"] = float(model.loss(targets, outputs))${
          isClasses ? '\n        measures[name + "accuracy"] = float((said(outputs) == targets.ravel()).mean())' : ''
        }
    return measures`.split('\n');
}

function trainLines(doc: string, shuffled: boolean, changed: string | false): string[] {
  const order = shuffled
    ? `next(shuffled) if shuffle${changed ? ' and batch' : ''} else np.arange(len(inputs))`
    : 'np.arange(len(inputs))';
  return `def train(model, part, epochs, batch=None, shuffle=False, rate=None, heard=None${changed ? ', changes=None' : ''}):
    """${doc}"""
    inputs, targets = part(parts[""])${shuffled ? '\n    shuffled = orders(len(inputs))' : ''}
    history, t = [measured(model, part)], 0
    for epoch in range(1, epochs + 1):${changed ? `\n        batch = (changes or {}).get(t, {}).get("batch", batch)  # ${changed}` : ''}
        order = ${order}
        for k in range(0, len(inputs), batch or len(inputs)):
            t += 1
            if rate:
                model.optimizer.learning_rate = rate(t, epoch)
            rows = order[k : k + (batch or len(inputs))]
            model.train_on_batch(inputs[rows], targets[rows])
        history.append(measured(model, part))
        if heard:
            heard(history[-1]["loss"])
    return history`.split('\n');
}

function dataLines(plan: Plan): string[] {
  const { columns, rows } = plan.course;
  const lines = partsOf(plan).flatMap(([name, part]) =>
    rows
      ? [
          `    "${name}": np.array([`,
          listed(rowsOf(plan, part), 8),
          `    ], "float32").reshape(-1, ${columns.length - 1}),`,
        ]
      : [`    "${name}": rows[rows[:, -1] == ${part}],`],
  );
  const file = `rows = np.loadtxt("${rowsFile}", delimiter=",", skiprows=1, dtype="float32", ndmin=2)`;
  return [rowsComment(plan), ...(rows ? [] : [file]), 'parts = {', ...lines, '}'];
}
