// What stands in the room, drawn by the graphics card: the sheet, the paths on it, the tile and the cuts, the walls.

import { OrthographicCamera, Scene as Space, Vector2, Vector3, WebGLRenderer } from 'three';
import type { Ink, Inks } from '../../draw/inks';
import type { Scales } from '../../draw/scales';
import { Strand } from './drape';
import { type Axis, walls } from './frame';
import { Lines } from './lines';
import type { Relief, Room } from './relief';
import { rgb } from './rgb';
import { Sheet, type Steps } from './sheet';
import type { Tile } from './tile';
import { Touching } from './touching';
import { Track } from './tracks';
import type { Sight } from './view';

/** What stands there: the same object, the same sheet. */
export interface Ground {
  readonly relief: Relief;
  readonly room: Room;
  readonly steps: Steps;
  /** The plane's, so that paths are thinned once for both. */
  readonly scales: Scales;
}

export interface Scene {
  readonly ground: Ground;
  readonly runs: readonly { readonly path: Float64Array; readonly ink: Ink; readonly hidden: boolean }[];
  readonly step: number;
  readonly selected: number;
  /** At the selected run's point: the tile, and where the sheet is cut. */
  readonly tile: Tile | undefined;
  readonly cut: readonly [x: number, y: number] | undefined;
  readonly axes: readonly Axis[];
  readonly inks: Inks;
}

export interface Size {
  readonly width: number;
  readonly height: number;
  /** The canvas's own pixels in a CSS pixel. */
  readonly ratio: number;
}

/** Half of what lies between the nearest and the farthest thing that is drawn. */
const depth = 4;

export class Stage {
  #renderer: WebGLRenderer;
  #space = new Space();
  #camera = new OrthographicCamera();
  #sheet = new Sheet(this.#space);
  #touching = new Touching(this.#space);
  #edges = new Lines(this.#space, 1);
  #rules = new Lines(this.#space, 1);
  #strands = [new Strand(), new Strand()] as const;
  #tracks: Track[] = [];
  #ground: Ground | undefined;
  #paths: readonly Float64Array[] = [];
  #size = new Vector2();
  #basis = [new Vector3(), new Vector3(), new Vector3()] as const;

  /** Throws where the canvas's context does not do. */
  constructor(canvas: HTMLCanvasElement, context: WebGL2RenderingContext) {
    this.#renderer = new WebGLRenderer({ canvas, context });
    this.#renderer.setClearColor(0, 0);
    this.#camera.matrixAutoUpdate = false;
  }

  draw(scene: Scene, sight: Sight, { width, height, ratio }: Size): void {
    const { ground, runs, inks } = scene;
    this.#stand(ground, runs);
    this.#renderer.setPixelRatio(ratio);
    this.#renderer.getSize(this.#size);
    if (this.#size.x !== width || this.#size.y !== height) this.#renderer.setSize(width, height, false);
    this.#look(sight, width, height);

    const canvas = { size: this.#renderer.getDrawingBufferSize(this.#size), ratio, unit: sight.scale };
    this.#sheet.draw(inks, ratio);
    const [edges, rules] = this.#strands;
    walls(edges, rules, ground.room, sight, scene.axes);
    this.#edges.take(edges);
    this.#rules.take(rules);
    this.#rules.draw([{ color: rgb(inks.rule), width: 1 }], 0, canvas);
    this.#edges.draw([{ color: rgb(inks.edge), width: 1 }], 1, canvas);
    for (const [k, track] of this.#tracks.entries()) {
      const run = runs[k];
      track.follow(run?.hidden ? undefined : scene.step);
      if (run) track.draw(run.ink, k === scene.selected ? 3 + runs.length : 3 + k, canvas);
    }
    const chosen = runs[scene.selected]?.ink;
    this.#touching.lay(scene.tile);
    this.#touching.cut(ground.relief, ground.room, scene.cut);
    this.#touching.draw(inks, chosen?.color ?? inks.text, chosen?.casing ?? inks.ground, 4 + runs.length, canvas);
    this.#renderer.render(this.#space, this.#camera);
  }

  /** Gives everything back that the graphics card holds, the context too: a browser has few. */
  stop(): void {
    this.#clear();
    this.#sheet.stop();
    this.#touching.stop();
    this.#edges.stop();
    this.#rules.stop();
    this.#renderer.dispose();
    // lost already, it cannot be lost again
    if (!this.#renderer.getContext().isContextLost()) this.#renderer.forceContextLoss();
  }

  /** Builds anew what has changed. */
  #stand(ground: Ground, runs: Scene['runs']): void {
    const same = ground === this.#ground;
    if (!same) this.#sheet.take(ground.relief, ground.room, ground.steps);
    if (same && runs.length === this.#paths.length && runs.every(({ path }, k) => path === this.#paths[k])) return;
    this.#clear();
    this.#ground = ground;
    this.#paths = runs.map(({ path }) => path);
    const { relief, room, scales } = ground;
    this.#tracks = this.#paths.map((path) => new Track(this.#space, path, runs.length, relief, room, scales));
  }

  #look({ right, up, toward, scale, middle, center }: Sight, width: number, height: number): void {
    const [x, y, z] = this.#basis;
    x.set(...right);
    y.set(...up);
    z.set(...toward);
    const camera = this.#camera;
    camera.matrix.makeBasis(x, y, z).setPosition(...middle);
    camera.matrixWorld.copy(camera.matrix);
    camera.matrixWorldInverse.copy(camera.matrixWorld).invert();
    [camera.left, camera.right] = [-center[0] / scale, (width - center[0]) / scale];
    [camera.bottom, camera.top] = [-(height - center[1]) / scale, center[1] / scale];
    [camera.near, camera.far] = [-depth, depth];
    camera.updateProjectionMatrix();
  }

  #clear(): void {
    for (const track of this.#tracks) track.stop();
    this.#tracks = [];
    this.#paths = [];
  }
}
