// The sheet itself: shaded with the field's inks, with contour lines drawn on it at the levels of the plane.

import { BufferAttribute, BufferGeometry, DoubleSide, Mesh, type Object3D, ShaderMaterial, Vector3 } from 'three';
import type { Inks } from '../../draw/inks';
import { border, type Relief, type Room, triangles } from './relief';
import { rgb } from './rgb';

/** The levels of the contour lines, as shades: all are as far apart. */
export interface Steps {
  readonly first: number;
  readonly apart: number;
  readonly count: number;
}

export class Sheet {
  #mesh: Mesh<BufferGeometry, ShaderMaterial>;
  #sides: Mesh<BufferGeometry, ShaderMaterial>;

  constructor(parent: Object3D) {
    this.#mesh = new Mesh(new BufferGeometry(), material());
    this.#sides = new Mesh(new BufferGeometry(), this.#mesh.material);
    for (const mesh of [this.#mesh, this.#sides]) {
      mesh.frustumCulled = false;
      parent.add(mesh);
    }
  }

  take(relief: Relief, room: Room, { first, apart, count }: Steps): void {
    const { columns, rows, rises } = relief;
    const places = new Float32Array(3 * columns * rows);
    const { wide, deep, tall } = room;
    for (let j = 0; j < rows; j++) {
      const z = deep * ((2 * j) / (rows - 1) - 1);
      for (let i = 0; i < columns; i++) {
        const at = j * columns + i;
        places[3 * at] = wide * ((2 * i) / (columns - 1) - 1);
        places[3 * at + 1] = (rises[at] ?? Number.NaN) * tall;
        places[3 * at + 2] = z;
      }
    }
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(places, 3));
    geometry.setAttribute('rise', new BufferAttribute(rises, 1));
    geometry.setIndex(new BufferAttribute(triangles(relief), 1));
    geometry.computeVertexNormals();
    this.#sides.geometry.dispose();
    this.#sides.geometry = sidesOf(places, border(relief));
    this.#mesh.geometry.dispose();
    this.#mesh.geometry = geometry;
    this.#mesh.material.uniforms.steps?.value.set(first, apart, count);
  }

  draw({ field, contour }: Inks, ratio: number): void {
    const { uniforms } = this.#mesh.material;
    uniforms.low?.value.set(...rgb(field[0]));
    uniforms.high?.value.set(...rgb(field[1]));
    uniforms.contour?.value.set(...rgb(contour));
    (uniforms.ratio as { value: number }).value = ratio;
  }

  stop(): void {
    this.#mesh.geometry.dispose();
    this.#sides.geometry.dispose();
    this.#mesh.material.dispose();
  }
}

/** Walls from the border of the sheet down to the floor, one piece between two neighbours that both have a height. */
function sidesOf(places: Float32Array, around: readonly number[]): BufferGeometry {
  const corners: number[] = [];
  around.forEach((a, k) => {
    const b = around[(k + 1) % around.length] ?? a;
    const [from, to] = [places.subarray(3 * a, 3 * a + 3), places.subarray(3 * b, 3 * b + 3)];
    const [ax = 0, ay = 0, az = 0] = from;
    const [bx = 0, by = 0, bz = 0] = to;
    if (Number.isNaN(ay + by)) return;
    corners.push(ax, ay, az, bx, by, bz, ax, 0, az, ax, 0, az, bx, by, bz, bx, 0, bz);
  });
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new BufferAttribute(new Float32Array(corners), 3));
  geometry.setAttribute('rise', new BufferAttribute(new Float32Array(corners.length / 3).fill(side), 1));
  return geometry;
}

/** The height that says: no height. */
const side = -9;

function material(): ShaderMaterial {
  return new ShaderMaterial({
    uniforms: {
      low: { value: new Vector3() },
      high: { value: new Vector3() },
      contour: { value: new Vector3() },
      steps: { value: new Vector3() },
      ratio: { value: 1 },
    },
    vertexShader,
    fragmentShader,
    side: DoubleSide,
  });
}

const vertexShader = `
attribute float rise;
varying float shade;
varying vec3 upright;
void main() {
  shade = rise;
  upright = normal;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}`;

// Light falls from the upper left, as on maps, and stays between the field's two inks: lines on it keep their contrast.
// Every third line is a stronger one, as on the plane; where lines would be closer than they are wide there are none.
const fragmentShader = `
uniform vec3 low;
uniform vec3 high;
uniform vec3 contour;
uniform vec3 steps;
uniform float ratio;
varying float shade;
varying vec3 upright;
void main() {
  float light = 0.5 + 0.5 * dot(normalize(upright), normalize(vec3(-0.6, 0.5, 0.6)));
  vec3 color = mix(low, high, clamp(mix(shade, light, 0.55), 0.0, 1.0));
  if (steps.z > 0.0) {
    float level = (shade - steps.x) / steps.y;
    float near = floor(level + 0.5);
    float slope = fwidth(level);
    float width = ratio * (mod(near, 3.0) == 1.0 ? 1.2 : 0.7);
    float line = clamp(0.5 * width + 0.5 - abs(level - near) / max(slope, 1e-6), 0.0, 1.0) * min(1.0, width);
    line *= 1.0 - smoothstep(0.2, 0.5, slope);
    if (near >= 0.0 && near < steps.z) color = mix(color, contour, line);
  }
  if (shade < -1.0) color = mix(low, high, 0.3);
  gl_FragColor = vec4(color, 1.0);
}`;
