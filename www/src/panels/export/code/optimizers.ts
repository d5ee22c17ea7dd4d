// Which optimizers the libraries have as they are here: how they are made.

import type { LibraryName } from './libraries';

/** What makes one: the call, or undefined where the library's differs and the update is written out. */
export function optimizerOf(
  library: LibraryName,
  kind: string,
  value: (name: string) => string,
  /** The learning rate; with a schedule another in every step. */
  lr: string,
  scheduled: boolean,
  corrected: boolean,
): string | undefined {
  const [beta1, beta2, eps] = ['beta1', 'beta2', 'eps'].map(value);
  if (library === 'torch') {
    const make = (name: string, ...more: readonly string[]) =>
      `torch.optim.${name}([w], ${[`lr=${lr}`, ...more].join(', ')})`;
    const betas = [`betas=(${beta1}, ${beta2})`, `eps=${eps}`];
    switch (kind) {
      case 'gd':
        return make('SGD');
      case 'momentum':
        return scheduled ? undefined : make('SGD', `momentum=${value('momentum')}`);
      case 'adagrad':
        return make('Adagrad', `eps=${eps}`);
      case 'rmsprop':
        return make('RMSprop', `alpha=${value('decay')}`, `eps=${eps}`);
      case 'adadelta':
        return make('Adadelta', `rho=${value('decay')}`, `eps=${eps}`);
      case 'adam':
        return corrected ? make('Adam', ...betas) : undefined;
      case 'adamw':
        return make('AdamW', ...betas, `weight_decay=${value('weight_decay')}`);
      case 'amsgrad':
        return make('Adam', ...betas, 'amsgrad=True');
      case 'adamax':
        return make('Adamax', ...betas);
      case 'radam':
        return make('RAdam', ...betas);
      default:
        return undefined;
    }
  }
  if (library === 'jax') {
    const make = (name: string, ...more: readonly string[]) => `optax.${name}(${[lr, ...more].join(', ')})`;
    const betas = [`b1=${beta1}`, `b2=${beta2}`];
    switch (kind) {
      case 'gd':
        return make('sgd');
      case 'momentum':
        return scheduled ? undefined : make('sgd', `momentum=${value('momentum')}`);
      case 'momentum_ema':
        return `optax.chain(optax.ema(${value('beta')}, debias=False), optax.scale_by_learning_rate(${lr}))`;
      case 'adadelta':
        return make('adadelta', `rho=${value('decay')}`, `eps=${eps}`);
      case 'adam':
        return corrected ? make('adam', ...betas, `eps=${eps}`) : undefined;
      case 'adamw':
        return make('adamw', ...betas, `eps=${eps}`, `weight_decay=${value('weight_decay')}`);
      case 'adamax':
      case 'nadam':
        return make(kind, ...betas, `eps=${eps}`);
      case 'lion':
        return make('lion', ...betas, `weight_decay=${value('weight_decay')}`);
      case 'sign':
        return make('sign_sgd');
      default:
        return undefined;
    }
  }
  return undefined;
}
