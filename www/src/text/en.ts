// Every English word on the page.

import { format, plain } from '../draw/format';
import type { Language, Params } from './words';

const capital = (text: string) => text.replace(/^./, (first) => first.toUpperCase());
const steps = (n: number) => `${n} ${n === 1 ? 'step' : 'steps'}`;

/** Surfaces that are not called as the library has them, with spaces and a capital. */
const surface: Readonly<Record<string, string>> = {
  dixon_price: 'Dixon–Price',
  mccormick: 'McCormick',
  styblinski_tang: 'Styblinski–Tang',
  goldstein_price: 'Goldstein–Price',
  holder_table: 'Hölder table',
};

export const en = {
  tag: 'en' as Language,
  optimizer: {
    gd: 'GD',
    momentum: 'Momentum',
    momentum_ema: 'Momentum (average)',
    nesterov: 'Nesterov',
    adagrad: 'AdaGrad',
    rmsprop: 'RMSProp',
    adadelta: 'AdaDelta',
    adam: 'Adam',
    adamw: 'AdamW',
    amsgrad: 'AMSGrad',
    adamax: 'AdaMax',
    nadam: 'NAdam',
    radam: 'RAdam',
    adabelief: 'AdaBelief',
    lion: 'Lion',
    sign: 'Sign descent',
    written: 'Own rule',
  } as Record<string, string>,
  surface: (name: string): string => surface[name] ?? capital(name.replace('_hump', '-hump').replaceAll('_', ' ')),

  plane: {
    name: (surface: string) => `Surface: ${surface}`,
    kind: 'plane with a movable start',
    describe: (start: string, runs: string) => `Start at ${start}. ${runs}`,
    start: 'Start',
    minimum: 'Minimum',
    exit: (step: number) => `out at ${step}`,
    surface: 'Surface',
    ramp: { linear: 'linear scale', log: 'log scale' },
    heights: (low: string, high: string, ramp: string) => `Heights from ${low} to ${high}, ${ramp}`,
    preparing: 'Preparing the picture',
  },

  runs: {
    title: 'Optimizers',
    loss: 'Loss',
    rate: 'Learning rate',
    more: 'More settings',
    add: 'Add optimizer',
    menu: (name: string) => `${name}: change`,
    limit: (limit: number) => `limit ${plain(limit)}`,
    value: (setting: string) => `${setting}, value`,
    now: (name: string, loss: number) => `${name}: loss ${format(loss)}`,
    overLimit: (limit: number) =>
      `Past the limit ${plain(limit)}: each step lands farther away. Try a learning rate below it.`,
    left: (step: number) => `Left the picture at step ${step}.`,
    outside: 'Starts outside the picture.',
    notANumber: (text: string) => `“${text}” is not a number. Type one like 0.1 or 1e-3.`,
  },

  transport: {
    name: 'Time',
    play: 'Play',
    pause: 'Pause',
    back: 'One step back',
    forward: 'One step',
    restart: 'Restart',
    scrub: 'Step',
    at: (step: number, all: number) => `Step ${step} of ${all}`,
    speed: 'Speed',
    perSecond: (n: number) => (Number.isFinite(n) ? `${n} steps/s` : 'as fast as it goes'),
    reseed: 'New random numbers',
  },

  story: {
    arrival: (below: number, gd: number, momentum: number) =>
      `Both started here. Gradient descent bounces between the walls and needs ${steps(gd)} to stay below ${plain(below)}; momentum follows the valley in ${momentum}.`,
    raise: 'Raise the learning rate.',
  },

  failure: {
    retry: 'Try again',
    /** Where even the words for it could not be fetched. */
    plain: 'The page did not load completely. Check the connection, then try again.',
  },

  /** The engine's own sentences are English already, but stand after a place; alone they begin with a capital, or a name. */
  engine: (_code: string, params: Params, english: string) => {
    const named = Object.values(params).some((name) => english.startsWith(`${name} `));
    return `${named ? english : capital(english)}.`.replace('?.', '?');
  },
};
