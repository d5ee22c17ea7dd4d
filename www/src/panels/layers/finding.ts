// What is wrong with how a signal goes through layers and how its gradient comes back, if anything, with the number that
// says so.

import type { LayerProbe } from '../../engine/serve-train';

export type Finding =
  /** Something is not finite in a layer. */
  | { readonly kind: 'overflow'; readonly layer: number }
  /** No gradient reaches the hidden layers. */
  | { readonly kind: 'cut' }
  /** The gradient of the first layer is so many times smaller or larger than that of the last hidden one. */
  | { readonly kind: 'vanishing' | 'exploding'; readonly times: number; readonly last: number }
  /** What the last hidden layer says varies so many times less or more than what the first says. */
  | { readonly kind: 'fading' | 'growing'; readonly times: number; readonly last: number }
  /** Units that say the same of all rows. */
  | { readonly kind: 'dead' | 'still'; readonly layer: number; readonly units: number; readonly of: number }
  | { readonly kind: 'saturated'; readonly layer: number; readonly share: number; readonly activation: string }
  | { readonly kind: 'healthy'; readonly gradients: number; readonly said: number; readonly last: number }
  /** One hidden layer, or none: there is nothing to compare. */
  | { readonly kind: 'shallow' };

/** Past this, sizes of layers are told apart by an order of magnitude too many. */
const tooFar = 50;
/** So many of a layer's units, or of what they say, are too many. */
const tooMany = 0.3;

type Layers = readonly LayerProbe[];
type Kinds = readonly { readonly units: number; readonly activation: string }[];

/** How large the numbers of a gradient are: their quadratic mean. */
export function sizeOf({ gradients: { mean, deviation } }: LayerProbe): number {
  return Math.hypot(mean ?? Number.NaN, deviation ?? Number.NaN);
}

/** What there is to say of layers, the output last: the worst first, and `healthy` alone. */
export function findings(layers: Layers, kinds: Kinds): readonly Finding[] {
  const broken = layers.findIndex(
    (layer) => layer.activations.deviation === null || layer.gradients.deviation === null,
  );
  if (broken >= 0) return [{ kind: 'overflow', layer: broken + 1 }];
  const hidden = layers.slice(0, -1);
  const last = hidden.length;
  const found: Finding[] = [];
  const sizes = hidden.map(sizeOf);
  const back = (sizes[0] ?? 1) / (sizes.at(-1) ?? 1);
  const forth = (hidden.at(-1)?.activations.deviation ?? 1) / (hidden[0]?.activations.deviation ?? 1);
  if (last > 0 && sizes.every((size) => size === 0)) found.push({ kind: 'cut' });
  else if (last > 1) {
    // a first layer without any gradient is infinitely many times smaller
    if (!(back >= 1 / tooFar)) found.push({ kind: 'vanishing', times: 1 / back, last });
    else if (back > tooFar) found.push({ kind: 'exploding', times: back, last });
    if (forth < 1 / tooFar) found.push({ kind: 'fading', times: 1 / forth, last });
    else if (forth > tooFar) found.push({ kind: 'growing', times: forth, last });
  }
  const still = most(hidden, ({ still }) => still);
  const { units = 0, activation = '' } = kinds[still.layer - 1] ?? {};
  if (still.share >= tooMany) {
    const kind = activation === 'relu' ? 'dead' : 'still';
    found.push({ kind, layer: still.layer, units: Math.round(still.share * units), of: units });
  }
  const full = most(hidden, ({ saturated }) => saturated);
  if (full.share >= tooMany) {
    const { activation = '' } = kinds[full.layer - 1] ?? {};
    found.push({ kind: 'saturated', layer: full.layer, share: full.share, activation });
  }
  if (found.length > 0) return found;
  return [last > 1 ? { kind: 'healthy', gradients: factor(back), said: factor(forth), last } : { kind: 'shallow' }];
}

function most(layers: Layers, of: (layer: LayerProbe) => number | null): { layer: number; share: number } {
  const shares = layers.map((layer) => of(layer) ?? 0);
  const share = Math.max(0, ...shares);
  return { layer: shares.indexOf(share) + 1, share };
}

/** How many times, whichever is the larger. */
function factor(ratio: number): number {
  return Math.max(ratio, 1 / ratio);
}
