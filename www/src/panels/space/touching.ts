// What goes through one point of the sheet: the tile that touches it there with its two slopes, and the cuts along x and y.

import {
  BufferAttribute,
  BufferGeometry,
  DoubleSide,
  GreaterDepth,
  LessEqualDepth,
  Mesh,
  type Object3D,
  ShaderMaterial,
  Vector4,
} from 'three';
import type { Inks } from '../../draw/inks';
import { drape, Strand } from './drape';
import { type Canvas, Lines } from './lines';
import type { Relief, Room, Spot } from './relief';
import { mixed, rgb } from './rgb';
import { plus, type Tile } from './tile';

type Tiled = Mesh<BufferGeometry, ShaderMaterial>;

/** How much of its colour the tile has: seen, and hidden. */
const strengths = [0.32, 0.2] as const;

export class Touching {
  /** What of the tile is seen, and what the sheet hides: over a hollow that is all of it. */
  #tiles: readonly [open: Tiled, hidden: Tiled];
  #places = new BufferAttribute(new Float32Array(12), 3);
  #border: Lines;
  #slopes: Lines;
  #cuts: Lines;
  #strand = new Strand();

  constructor(parent: Object3D) {
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', this.#places);
    geometry.setIndex([0, 1, 2, 2, 1, 3]);
    this.#tiles = [new Mesh(geometry, material(LessEqualDepth)), new Mesh(geometry, material(GreaterDepth))];
    for (const tile of this.#tiles) {
      tile.frustumCulled = false;
      parent.add(tile);
    }
    this.#border = new Lines(parent, 2);
    this.#slopes = new Lines(parent, 3);
    this.#cuts = new Lines(parent, 3);
  }

  lay(tile: Tile | undefined): void {
    for (const mesh of this.#tiles) mesh.visible = tile !== undefined;
    if (!tile) {
      this.#border.show(0);
      this.#slopes.show(0);
      return;
    }
    const { middle, along } = tile;
    const corner = (i: number, j: number) => plus(plus(middle, along[0], i), along[1], j);
    const corners = [corner(-1, -1), corner(1, -1), corner(-1, 1), corner(1, 1)] as const;
    this.#places.set(corners.flat());
    this.#places.needsUpdate = true;
    const [a, b, c, d] = corners;
    this.#border.take(this.#through([a, b], [b, d], [d, c], [c, a]));
    this.#slopes.take(this.#through(...along.map((end) => [plus(middle, end, -1), plus(middle, end)] as const)));
  }

  cut(relief: Relief, room: Room, at: readonly [number, number] | undefined): void {
    this.#strand.clear();
    if (at) {
      const [x0, x1, y0, y1] = relief.domain;
      drape(this.#strand, relief, room, [x0, at[1]], [x1, at[1]]);
      drape(this.#strand, relief, room, [at[0], y0], [at[0], y1]);
    }
    this.#cuts.take(this.#strand);
  }

  draw(inks: Inks, color: string, casing: string, order: number, canvas: Canvas): void {
    for (const [k, tile] of this.#tiles.entries()) {
      tile.renderOrder = order;
      tile.material.uniforms.ink?.value.set(...rgb(color), strengths[k]);
    }
    const border = [
      { color: mixed(color, casing, 0.5), width: 1, behind: true },
      { color: rgb(color), width: 1 },
    ];
    this.#border.draw(border, order + 0.1, canvas);
    const pens = [
      { color: mixed(inks.text, casing, 0.5), width: 2, behind: true },
      { color: rgb(casing), width: 5 },
      { color: rgb(inks.text), width: 2 },
    ];
    this.#slopes.draw(pens, order + 0.2, canvas);
    this.#cuts.draw(pens, 2, canvas);
  }

  stop(): void {
    for (const tile of this.#tiles) {
      tile.geometry.dispose();
      tile.material.dispose();
    }
    for (const lines of [this.#border, this.#slopes, this.#cuts]) lines.stop();
  }

  #through(...lines: readonly (readonly [Spot, Spot])[]): Strand {
    this.#strand.clear();
    for (const [a, b] of lines) this.#strand.add(a, b);
    return this.#strand;
  }
}

function material(depthFunc: typeof LessEqualDepth | typeof GreaterDepth): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: { ink: { value: new Vector4() } },
    vertexShader: 'void main() { gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }',
    fragmentShader: 'uniform vec4 ink; void main() { gl_FragColor = vec4(ink.rgb * ink.a, ink.a); }',
    depthFunc,
    side: DoubleSide,
    transparent: true,
    premultipliedAlpha: true,
    depthWrite: false,
  });
}
