// What a layer is made of, as its controls have it.

import type { Range } from '../../controls/slider';

export interface Layer {
  readonly units: number;
  readonly activation: string;
}

/** Activations, as they are called everywhere. */
export const activations = {
  linear: 'Linear',
  relu: 'ReLU',
  leaky_relu: 'Leaky ReLU',
  elu: 'ELU',
  silu: 'SiLU',
  gelu: 'GELU',
  softplus: 'Softplus',
  sigmoid: 'Sigmoid',
  tanh: 'tanh',
};

/** By hand; by typing there are as many as the engine takes. */
export const unitsRange: Range = { kind: 'linear', low: 1, high: 16, whole: true };
export const mostLayers = 16;

export const optionsOf = (texts: Readonly<Record<string, string>>) =>
  Object.entries(texts).map(([value, text]) => ({ value, text }));
