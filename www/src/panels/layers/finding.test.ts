import { expect, test } from 'vitest';
import type { LayerProbe } from '../../engine/serve-train';
import { type Finding, findings } from './finding';

const spread = (deviation: number | null) => ({ range: [-1, 1], counts: [1], mean: 0, deviation, zeros: 0 }) as const;

/** A layer whose units say so much, with such gradients. */
function layer(said: number | null, gradient: number | null, more: Partial<LayerProbe> = {}): LayerProbe {
  const [activations, gradients, weights] = [spread(said), spread(gradient), spread(1)].map((one) => ({
    ...one,
    range: [...one.range] as [number, number],
    counts: [...one.counts],
  })) as [LayerProbe['weights'], LayerProbe['weights'], LayerProbe['weights']];
  return { activations, gradients, weights, norm: 1, gradient_norm: 1, ratio: 0.001, still: 0, saturated: 0, ...more };
}

const kinds = (activation: string) => [1, 2, 3, 4].map(() => ({ units: 8, activation }));
const output = layer(1, 1);

test('what is wrong is found, with its number, and what is right is called so', () => {
  const rows: readonly (readonly [layers: LayerProbe[], activation: string, wanted: Finding[]])[] = [
    [[layer(1, 1e-6), layer(1, 4e-3)], 'tanh', [{ kind: 'vanishing', times: 4000, last: 2 }]],
    [[layer(1, 0), layer(1, 1)], 'tanh', [{ kind: 'vanishing', times: Number.POSITIVE_INFINITY, last: 2 }]],
    [[layer(1, 3), layer(1, 0.01)], 'tanh', [{ kind: 'exploding', times: 300, last: 2 }]],
    [[layer(1, 1), layer(1e-4, 1)], 'tanh', [{ kind: 'fading', times: 10_000, last: 2 }]],
    [[layer(1, 1), layer(8, 1), layer(64, 1)], 'relu', [{ kind: 'growing', times: 64, last: 3 }]],
    [[layer(0, 0), layer(0, 0)], 'tanh', [{ kind: 'cut' }]],
    [[layer(1, 1), layer(null, 1)], 'relu', [{ kind: 'overflow', layer: 2 }]],
    [[layer(1, 1), layer(1, 1, { still: 0.5 })], 'relu', [{ kind: 'dead', layer: 2, units: 4, of: 8 }]],
    [[layer(1, 1, { still: 0.5 })], 'tanh', [{ kind: 'still', layer: 1, units: 4, of: 8 }]],
    [[layer(1, 1, { still: 0.2 }), layer(1, 1)], 'relu', [{ kind: 'healthy', gradients: 1, said: 1, last: 2 }]],
    [
      [layer(1, 1e-3), layer(1, 1, { saturated: 0.6 })],
      'tanh',
      [
        { kind: 'vanishing', times: 1000, last: 2 },
        { kind: 'saturated', layer: 2, share: 0.6, activation: 'tanh' },
      ],
    ],
    [[layer(1, 2), layer(0.5, 1)], 'tanh', [{ kind: 'healthy', gradients: 2, said: 2, last: 2 }]],
    [[layer(1, 1)], 'tanh', [{ kind: 'shallow' }]],
    [[], 'tanh', [{ kind: 'shallow' }]],
  ];
  for (const [layers, activation, wanted] of rows) {
    const found = findings([...layers, output], kinds(activation));
    const rounded = found.map((one) => ('times' in one ? { ...one, times: Number(one.times.toPrecision(9)) } : one));
    expect(rounded).toEqual(wanted);
  }
});
