// Lines of a width in pixels, with an edge in another colour and a dash: three draws hairlines only.

import {
  BufferAttribute,
  DoubleSide,
  GreaterDepth,
  InstancedBufferGeometry,
  InstancedInterleavedBuffer,
  InterleavedBufferAttribute,
  LessEqualDepth,
  Mesh,
  type Object3D,
  ShaderMaterial,
  Vector2,
  Vector3,
  Vector4,
} from 'three';
import { type Strand, stride } from './drape';
import type { Rgb } from './rgb';

/** A line is opaque: where its pieces overlap, what shines through would show. */
export interface Pen {
  readonly color: Rgb;
  /** CSS pixels. */
  readonly width: number;
  /** On, off, on, off: in CSS pixels. */
  readonly dash?: readonly number[];
  /** Drawn only where something stands before it. */
  readonly behind?: boolean;
}

/** What a line is drawn on. */
export interface Canvas {
  /** In its own pixels. */
  readonly size: Vector2;
  /** How many of them are a CSS pixel. */
  readonly ratio: number;
  /** CSS pixels in a unit of the room. */
  readonly unit: number;
}

/** One set of pieces, drawn by one pen or several: an edge first, then the line. */
export class Lines {
  #geometry = new InstancedBufferGeometry();
  #buffer: InstancedInterleavedBuffer | undefined;
  #meshes: Mesh<InstancedBufferGeometry, ShaderMaterial>[] = [];

  constructor(parent: Object3D, pens: number) {
    this.#geometry.setAttribute('position', new BufferAttribute(corners, 3));
    this.#geometry.setIndex([0, 1, 2, 2, 1, 3]);
    for (let k = 0; k < pens; k++) {
      const mesh = new Mesh(this.#geometry, material());
      mesh.frustumCulled = false;
      this.#meshes.push(mesh);
      parent.add(mesh);
    }
    this.show(0);
  }

  /** Takes the pieces over; all of them are shown. */
  take(strand: Strand): void {
    const { pieces, count } = strand;
    if (this.#buffer && this.#buffer.array.length >= pieces.length) {
      (this.#buffer.array as Float32Array).set(pieces.subarray(0, count * stride));
      this.#buffer.clearUpdateRanges();
      this.#buffer.addUpdateRange(0, count * stride);
    } else {
      // what the graphics card holds of the old list has no other owner
      this.#geometry.dispose();
      this.#buffer = new InstancedInterleavedBuffer(pieces.slice(), stride);
      const part = (size: number, offset: number) =>
        new InterleavedBufferAttribute(this.#buffer as InstancedInterleavedBuffer, size, offset);
      this.#geometry.setAttribute('from', part(3, 0));
      this.#geometry.setAttribute('to', part(3, 3));
      this.#geometry.setAttribute('before', part(1, 6));
    }
    this.#buffer.needsUpdate = true;
    this.show(count);
  }

  /** Shows the first so many pieces. */
  show(count: number): void {
    this.#geometry.instanceCount = count;
    for (const mesh of this.#meshes) mesh.visible = count > 0;
  }

  /** Each pen draws after the pens before it of all lines of the same `order`. */
  draw(pens: readonly Pen[], order: number, { size, ratio, unit }: Canvas): void {
    for (const [k, { color, width, dash = [], behind = false }] of pens.entries()) {
      const mesh = this.#meshes[k];
      if (!mesh) continue;
      const { uniforms } = mesh.material;
      const [a = 0, b = 0, c = 0, d = 0] = dash;
      uniforms.size?.value.copy(size);
      uniforms.dash?.value.set(a, b, c, d).divideScalar(unit);
      uniforms.ink?.value.set(...color);
      (uniforms.thick as { value: number }).value = (width * ratio) / 2;
      (uniforms.lift as { value: number }).value = lift / unit;
      mesh.material.depthFunc = behind ? GreaterDepth : LessEqualDepth;
      mesh.renderOrder = order + k / 8;
    }
  }

  stop(): void {
    this.#geometry.dispose();
    for (const mesh of this.#meshes) {
      mesh.material.dispose();
      mesh.removeFromParent();
    }
  }
}

/** So many pixels towards the eye every line is drawn. */
const lift = 4;
const corners = new Float32Array([-1, 0, 0, 1, 0, 0, -1, 1, 0, 1, 1, 0]);

function material(): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: {
      size: { value: new Vector2() },
      thick: { value: 1 },
      lift: { value: 0 },
      ink: { value: new Vector3() },
      dash: { value: new Vector4() },
    },
    vertexShader,
    fragmentShader,
    side: DoubleSide,
    transparent: true,
    premultipliedAlpha: true,
    depthWrite: false,
  });
}

// Each piece is a rectangle around it on the screen, with half a circle at each end, so that bends have no gaps. It is
// lifted a little towards the eye: half of its width would lie in the sheet.
const vertexShader = `
uniform vec2 size;
uniform float thick;
uniform float lift;
attribute vec3 from;
attribute vec3 to;
attribute float before;
varying vec2 place;
varying float reach;
varying float walked;
varying float walking;
void main() {
  vec4 a = modelViewMatrix * vec4(from, 1.0);
  vec4 b = modelViewMatrix * vec4(to, 1.0);
  a.z += lift;
  b.z += lift;
  a = projectionMatrix * a;
  b = projectionMatrix * b;
  vec2 p = 0.5 * size * a.xy;
  vec2 q = 0.5 * size * b.xy;
  reach = length(q - p);
  vec2 along = reach > 0.001 ? (q - p) / reach : vec2(1.0, 0.0);
  float air = thick + 1.0;
  bool last = position.y > 0.5;
  vec2 at = (last ? q + air * along : p - air * along) + position.x * air * vec2(-along.y, along.x);
  place = vec2(last ? reach + air : -air, position.x * air);
  walked = before;
  walking = distance(from, to);
  gl_Position = vec4(2.0 * at / size, last ? b.z : a.z, 1.0);
}`;

const fragmentShader = `
uniform vec3 ink;
uniform vec4 dash;
uniform float thick;
varying vec2 place;
varying float reach;
varying float walked;
varying float walking;
void main() {
  float on = clamp(place.x, 0.0, reach);
  float cover = clamp(thick + 0.5 - length(place - vec2(on, 0.0)), 0.0, 1.0);
  float period = dash.x + dash.y + dash.z + dash.w;
  if (period > 0.0) {
    float at = mod(walked + walking * on / max(reach, 0.001), period) - dash.x;
    if (at > 0.0 && (at < dash.y || at > dash.y + dash.z)) discard;
  }
  if (cover <= 0.0) discard;
  gl_FragColor = vec4(ink * cover, cover);
}`;
