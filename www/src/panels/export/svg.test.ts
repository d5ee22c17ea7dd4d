import { expect, it } from 'vitest';
import { type Measure, SvgContext } from './svg';

/** Letters half as wide as they are high, hanging four fifths above their line. */
const measure = {
  font: '',
  textBaseline: 'alphabetic',
  measureText(this: Measure, text: string) {
    const size = Number(/([\d.]+)px/.exec(this.font)?.[1]);
    const ascent = { alphabetic: 0.8, middle: 0.3, top: 0 }[this.textBaseline as 'middle'] * size;
    return { width: (text.length * size) / 2, fontBoundingBoxAscent: ascent };
  },
} as unknown as Measure;

function drawn(draw: (ctx: SvgContext) => void): string[] {
  const ctx = new SvgContext(measure, (image, part = [0, 0, 1, 1]) => `data:,${image}${part.join('.')}`);
  draw(ctx);
  return ctx.document(40, 30, 'A <title>').split('\n');
}

it('writes what is drawn, where it is drawn', () => {
  const lines = drawn((ctx) => {
    ctx.fillStyle = '#123456';
    ctx.fillRect(1, 2, 3, 4);
    ctx.translate(10, 20);
    ctx.rotate(Math.PI / 2);
    ctx.scale(2, 2);
    ctx.beginPath();
    ctx.moveTo(1, 0);
    ctx.lineTo(1.00001, -1);
    ctx.closePath();
    ctx.strokeStyle = '#abcdef';
    ctx.setLineDash([2, 3]);
    ctx.lineWidth = 1.5;
    ctx.globalAlpha = 0.5;
    ctx.stroke();
  });
  expect(lines[0]).toContain('width="40" height="30" viewBox="0 0 40 30"');
  expect(lines[1]).toBe('<title>A &lt;title&gt;</title>');
  expect(lines[3]).toBe('<path d="M1 2L4 2L4 6L1 6Z" fill="#123456"/>');
  expect(lines[4]).toBe(
    '<path d="M10 22L12 22Z" fill="none" stroke="#abcdef" stroke-width="3" stroke-dasharray="4 6" stroke-opacity="0.5"/>',
  );
});

it('makes whole circles and parts of them', () => {
  const [, , , whole, part] = drawn((ctx) => {
    ctx.beginPath();
    ctx.arc(5, 5, 2, 0, 2 * Math.PI);
    ctx.fill();
    ctx.beginPath();
    ctx.moveTo(0, 0);
    ctx.arc(5, 5, 2, 0, -Math.PI / 2, true);
    ctx.fill();
  });
  expect(whole).toContain('d="M7 5A2 2 0 0 1 3 5A2 2 0 0 1 7 5"');
  expect(part).toContain('d="M0 0L7 5A2 2 0 0 0 5 3"');
});

it('keeps words as words, on the line that a canvas gives them', () => {
  const [, , , word] = drawn((ctx) => {
    ctx.font = '500 10px system-ui, sans-serif';
    ctx.textAlign = 'center';
    ctx.textBaseline = 'middle';
    ctx.fillText('a < b & "c"', 5, 6);
  });
  expect(word).toBe(
    '<text x="5" y="11" font-family="system-ui, sans-serif" font-size="10" font-weight="500" text-anchor="middle" fill="#000000">a &lt; b &amp; &quot;c&quot;</text>',
  );
});

it('clips within clips, and comes back', () => {
  const lines = drawn((ctx) => {
    ctx.save();
    ctx.rect(0, 0, 9, 9);
    ctx.clip();
    ctx.fillRect(1, 1, 1, 1);
    ctx.save();
    ctx.beginPath();
    ctx.rect(2, 2, 3, 3);
    ctx.clip();
    const shades = 'shades' as unknown as CanvasImageSource;
    ctx.drawImage(shades, 1, 2, 3, 4);
    ctx.imageSmoothingEnabled = false;
    ctx.drawImage(shades, 5, 6, 7, 8, 1, 2, 3, 4);
    ctx.restore();
    ctx.restore();
    const ramp = ctx.createLinearGradient(0, 0, 9, 0);
    ramp.addColorStop(0, '#000');
    ctx.fillStyle = ramp;
    ctx.fillRect(0, 0, 1, 1);
  });
  expect(lines[2]).toContain('<clipPath id="clip2" clip-path="url(#clip1)"><path d="M2 2L5 2L5 5L2 5Z"/></clipPath>');
  expect(lines.slice(3, 11)).toEqual([
    '<g clip-path="url(#clip1)">',
    '<path d="M1 1L2 1L2 2L1 2Z" fill="#000000"/>',
    '</g>',
    '<g clip-path="url(#clip2)">',
    '<image x="1" y="2" width="3" height="4" preserveAspectRatio="none" href="data:,shades0.0.1.1"/>',
    '<image x="1" y="2" width="3" height="4" preserveAspectRatio="none" image-rendering="pixelated" href="data:,shades5.6.7.8"/>',
    '</g>',
    '<path d="M0 0L1 0L1 1L0 1Z" fill="url(#ramp1)"/>',
  ]);
});
