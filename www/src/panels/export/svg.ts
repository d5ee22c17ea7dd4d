// Draws as a canvas does, and writes SVG: lines stay lines and words stay words, so that one drawing code makes both.

type Matrix = readonly [a: number, b: number, c: number, d: number, e: number, f: number];

/** What measures words: a canvas's context that nothing is drawn on. */
export type Measure = Pick<OffscreenCanvasRenderingContext2D, 'font' | 'textBaseline' | 'measureText'>;

/** A rectangle. */
export type Part = readonly [x: number, y: number, width: number, height: number];

/** What is kept and brought back. */
interface State {
  matrix: Matrix;
  fillStyle: unknown;
  strokeStyle: unknown;
  lineWidth: number;
  lineJoin: string;
  lineCap: string;
  dash: readonly number[];
  globalAlpha: number;
  font: string;
  textAlign: string;
  textBaseline: CanvasTextBaseline;
  imageSmoothingEnabled: boolean;
  /** The clip that everything lies in. */
  within: string;
}

class Gradient {
  readonly id: string;
  readonly stops: string[] = [];

  constructor(id: string) {
    this.id = id;
  }

  addColorStop(at: number, color: string): void {
    this.stops.push(`<stop offset="${at}" stop-color="${color}"/>`);
  }
}

/** As much of a canvas's context as our drawings use; they are turned and moved, but not sheared. */
export class SvgContext implements State {
  matrix: Matrix = [1, 0, 0, 1, 0, 0];
  fillStyle: unknown = '#000000';
  strokeStyle: unknown = '#000000';
  lineWidth = 1;
  lineJoin = 'miter';
  lineCap = 'butt';
  dash: readonly number[] = [];
  globalAlpha = 1;
  font = '10px sans-serif';
  textAlign = 'start';
  textBaseline: CanvasTextBaseline = 'alphabetic';
  within = '';
  imageSmoothingEnabled = true;
  /** SVG has no say in this. */
  imageSmoothingQuality = 'high';

  #measure: Measure;
  #addressOf: (image: CanvasImageSource, part?: Part) => string;
  #kept: State[] = [];
  #path: string[] = [];
  #clips: string[] = [];
  #gradients: { readonly gradient: Gradient; readonly ends: string }[] = [];
  #out: { readonly within: string; readonly element: string }[] = [];

  /** `addressOf` puts an image, or a part of it, into an address. */
  constructor(measure: Measure, addressOf: (image: CanvasImageSource, part?: Part) => string) {
    this.#measure = measure;
    this.#addressOf = addressOf;
  }

  /** As a file of its own, so large; `title` is read out. */
  document(width: number, height: number, title: string): string {
    const gradients = this.#gradients.map(
      ({ gradient: { id, stops }, ends }) =>
        `<linearGradient id="${id}" gradientUnits="userSpaceOnUse" ${ends}>${stops.join('')}</linearGradient>`,
    );
    const lines: string[] = [];
    let open = '';
    for (const { within, element } of this.#out) {
      if (within !== open) {
        if (open) lines.push('</g>');
        if (within) lines.push(`<g clip-path="url(#${within})">`);
        open = within;
      }
      lines.push(element);
    }
    if (open) lines.push('</g>');
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${round(width)}" height="${round(height)}" viewBox="0 0 ${round(width)} ${round(height)}" role="img">`,
      `<title>${escaped(title)}</title>`,
      `<defs>${[...gradients, ...this.#clips].join('')}</defs>`,
      ...lines,
      '</svg>\n',
    ].join('\n');
  }

  save(): void {
    const { matrix, fillStyle, strokeStyle, lineWidth, lineJoin, lineCap, dash, globalAlpha } = this;
    const { font, textAlign, textBaseline, imageSmoothingEnabled, within } = this;
    const paint = { matrix, fillStyle, strokeStyle, lineWidth, lineJoin, lineCap, dash, globalAlpha };
    this.#kept.push({ ...paint, font, textAlign, textBaseline, imageSmoothingEnabled, within });
  }

  restore(): void {
    Object.assign(this, this.#kept.pop());
  }

  translate(x: number, y: number): void {
    this.#turn([1, 0, 0, 1, x, y]);
  }

  rotate(angle: number): void {
    this.#turn([Math.cos(angle), Math.sin(angle), -Math.sin(angle), Math.cos(angle), 0, 0]);
  }

  scale(x: number, y: number): void {
    this.#turn([x, 0, 0, y, 0, 0]);
  }

  setLineDash(dash: readonly number[]): void {
    this.dash = dash;
  }

  beginPath(): void {
    this.#path = [];
  }

  moveTo(x: number, y: number): void {
    this.#path.push(`M${this.#at(x, y)}`);
  }

  lineTo(x: number, y: number): void {
    this.#path.push(`${this.#path.length === 0 ? 'M' : 'L'}${this.#at(x, y)}`);
  }

  quadraticCurveTo(cx: number, cy: number, x: number, y: number): void {
    this.#path.push(`Q${this.#at(cx, cy)} ${this.#at(x, y)}`);
  }

  bezierCurveTo(ax: number, ay: number, bx: number, by: number, x: number, y: number): void {
    this.#path.push(`C${this.#at(ax, ay)} ${this.#at(bx, by)} ${this.#at(x, y)}`);
  }

  closePath(): void {
    this.#path.push('Z');
  }

  rect(x: number, y: number, width: number, height: number): void {
    this.moveTo(x, y);
    this.lineTo(x + width, y);
    this.lineTo(x + width, y + height);
    this.lineTo(x, y + height);
    this.closePath();
  }

  arc(x: number, y: number, radius: number, from: number, to: number, back = false): void {
    const sweep = back ? Math.max(-2 * Math.PI, to - from) : Math.min(2 * Math.PI, to - from);
    const point = (angle: number) => [x + radius * Math.cos(angle), y + radius * Math.sin(angle)] as const;
    const start = point(from);
    // no arc of SVG ends where it begins: a half at a time
    const parts = Math.max(1, Math.ceil(Math.abs(sweep) / Math.PI - 1e-9));
    if (this.#path.length === 0 || this.#path.at(-1)?.startsWith('Z')) this.moveTo(...start);
    else if (!this.#path.at(-1)?.endsWith(this.#at(...start))) this.lineTo(...start);
    const r = round(radius * this.#size);
    for (let k = 1; k <= parts; k++) {
      this.#path.push(`A${r} ${r} 0 0 ${sweep < 0 ? 0 : 1} ${this.#at(...point(from + (sweep * k) / parts))}`);
    }
  }

  fill(): void {
    if (this.#path.length > 0) this.#add(`<path d="${this.#path.join('')}"${this.#filled}/>`);
  }

  stroke(): void {
    if (this.#path.length > 0) this.#add(`<path d="${this.#path.join('')}" fill="none"${this.#stroked}/>`);
  }

  clip(): void {
    const id = `clip${this.#clips.length + 1}`;
    const outer = this.within ? ` clip-path="url(#${this.within})"` : '';
    this.#clips.push(`<clipPath id="${id}"${outer}><path d="${this.#path.join('')}"/></clipPath>`);
    this.within = id;
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    this.#aside(() => {
      this.rect(x, y, width, height);
      this.fill();
    });
  }

  strokeRect(x: number, y: number, width: number, height: number): void {
    this.#aside(() => {
      this.rect(x, y, width, height);
      this.stroke();
    });
  }

  fillText(text: string, x: number, y: number): void {
    this.#write(text, x, y, this.#filled);
  }

  strokeText(text: string, x: number, y: number): void {
    this.#write(text, x, y, ` fill="none"${this.#stroked}`);
  }

  measureText(text: string): TextMetrics {
    this.#measure.font = this.font;
    return this.#measure.measureText(text);
  }

  createLinearGradient(x0: number, y0: number, x1: number, y1: number): Gradient {
    const gradient = new Gradient(`ramp${this.#gradients.length + 1}`);
    const [a, b] = [this.#point(x0, y0), this.#point(x1, y1)];
    this.#gradients.push({ gradient, ends: `x1="${a[0]}" y1="${a[1]}" x2="${b[0]}" y2="${b[1]}"` });
    return gradient;
  }

  /** In a rectangle; or first which part of the image, then where. */
  drawImage(image: CanvasImageSource, ...at: Part | readonly [...Part, ...Part]): void {
    const [x = 0, y = 0, width = 0, height = 0] = at.slice(-4);
    const part = at.length === 8 ? (at.slice(0, 4) as unknown as Part) : undefined;
    const [left, top] = this.#point(x, y);
    const size = `width="${round(width * this.#size)}" height="${round(height * this.#size)}"`;
    const rough = this.imageSmoothingEnabled ? '' : ' image-rendering="pixelated"';
    const pale = this.globalAlpha < 1 ? ` opacity="${round(this.globalAlpha)}"` : '';
    const href = escaped(this.#addressOf(image, part));
    this.#add(`<image x="${left}" y="${top}" ${size} preserveAspectRatio="none"${rough}${pale} href="${href}"/>`);
  }

  get #size(): number {
    return Math.hypot(this.matrix[0], this.matrix[1]);
  }

  get #filled(): string {
    return ` fill="${color(this.fillStyle)}"${this.globalAlpha < 1 ? ` fill-opacity="${round(this.globalAlpha)}"` : ''}`;
  }

  get #stroked(): string {
    const attributes: readonly (readonly [string, string | number, boolean])[] = [
      ['stroke', color(this.strokeStyle), true],
      ['stroke-width', round(this.lineWidth * this.#size), true],
      ['stroke-linejoin', this.lineJoin, this.lineJoin !== 'miter'],
      ['stroke-linecap', this.lineCap, this.lineCap !== 'butt'],
      ['stroke-dasharray', this.dash.map((part) => round(part * this.#size)).join(' '), this.dash.length > 0],
      ['stroke-opacity', round(this.globalAlpha), this.globalAlpha < 1],
    ];
    return attributes.map(([name, value, is]) => (is ? ` ${name}="${value}"` : '')).join('');
  }

  #turn([a, b, c, d, e, f]: Matrix): void {
    const [A, B, C, D, E, F] = this.matrix;
    this.matrix = [A * a + C * b, B * a + D * b, A * c + C * d, B * c + D * d, A * e + C * f + E, B * e + D * f + F];
  }

  #point(x: number, y: number): [x: number, y: number] {
    const [a, b, c, d, e, f] = this.matrix;
    return [round(a * x + c * y + e), round(b * x + d * y + f)];
  }

  #at(x: number, y: number): string {
    return this.#point(x, y).join(' ');
  }

  /** With a path of its own: the one at hand stays. */
  #aside(draw: () => void): void {
    const path = this.#path;
    this.#path = [];
    draw();
    this.#path = path;
  }

  #add(element: string): void {
    this.#out.push({ within: this.within, element });
  }

  #write(text: string, x: number, y: number, paint: string): void {
    const [, style, weight, size = '10', family = 'sans-serif'] =
      /^(?:(italic) )?(?:(\d+|bold) )?([\d.]+)px (.*)$/.exec(this.font) ?? [];
    const anchors: Readonly<Record<string, string>> = { center: 'middle', right: 'end', end: 'end' };
    const anchor = anchors[this.textAlign];
    const [left, top] = this.#point(x, y + this.#baseline);
    const angle = (Math.atan2(this.matrix[1], this.matrix[0]) * 180) / Math.PI;
    const attributes = [
      `x="${left}" y="${top}"`,
      `font-family="${escaped(family)}" font-size="${round(Number(size) * this.#size)}"`,
      ...(style ? [`font-style="${style}"`] : []),
      ...(weight ? [`font-weight="${weight}"`] : []),
      ...(anchor ? [`text-anchor="${anchor}"`] : []),
      ...(angle ? [`transform="rotate(${round(angle)} ${left} ${top})"`] : []),
    ];
    this.#add(`<text ${attributes.join(' ')}${paint}>${escaped(text)}</text>`);
  }

  /** How far under the given line the words stand: few programs know SVG's own baselines. */
  get #baseline(): number {
    if (this.textBaseline === 'alphabetic') return 0;
    const measure = this.#measure;
    measure.font = this.font;
    const ascent = (baseline: CanvasTextBaseline) => {
      measure.textBaseline = baseline;
      return measure.measureText('x').fontBoundingBoxAscent;
    };
    return ascent('alphabetic') - ascent(this.textBaseline);
  }
}

function color(style: unknown): string {
  return style instanceof Gradient ? `url(#${style.id})` : String(style);
}

/** A hundredth of a pixel is not seen. */
function round(value: number): number {
  return Math.round(value * 100) / 100 + 0;
}

function escaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  // letters that no XML may hold
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\x00-\x08\x0b\x0c\x0e-\x1f]/g, '').replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
}
