// Every colour of the page, light and dark, by what it is for. Style sheets and canvases both read it here; those of maps
// come with them, in map-inks.ts.

/** The colours that a picture is drawn with. */
export interface Inks {
  /** The page behind everything. */
  readonly ground: string;
  /** What is read first. */
  readonly text: string;
  /** What is read second: labels, units, ticks. */
  readonly quiet: string;
  /** Hairlines between things. */
  readonly rule: string;
  /** The track of a slider and the edge of a field: seen as a control, contrast 3 on the ground. */
  readonly edge: string;
  /** Something that can be pressed, at rest. */
  readonly button: string;
  /** What went wrong, in words. */
  readonly alarm: string;
  /** Low and high ground of the field. */
  readonly field: readonly [low: string, high: string];
  /** Contour lines, contrast 3 on every part of the field. */
  readonly contour: string;
  /** Words on the field. */
  readonly label: string;
  /** One colour a run, in order. */
  readonly runs: readonly string[];
}

export const light: Inks = {
  ground: '#FCFCFA',
  text: '#1B262C',
  quiet: '#55636B',
  rule: '#DEE4E6',
  edge: '#7F8C94',
  button: '#EEF2F2',
  alarm: '#9A2B1F',
  field: ['#CFD8DD', '#F6F7F5'],
  contour: '#6D7B83',
  label: '#36444B',
  runs: ['#005F99', '#B24400', '#00714F', '#A03A78', '#7A5B00', '#5A4FBF'],
};

export const dark: Inks = {
  ground: '#0E1215',
  text: '#E4EAED',
  quiet: '#9EABB3',
  rule: '#273037',
  edge: '#6C7982',
  button: '#1C242A',
  alarm: '#FF9C8A',
  field: ['#14181C', '#323D45'],
  contour: '#86949C',
  label: '#C9D3D8',
  runs: ['#5FB3E8', '#FF8A4C', '#35C79A', '#E79AC4', '#F2C14E', '#B3A6FF'],
};

export type Theme = 'light' | 'dark';

export const inks: Record<Theme, Inks> = { light, dark };

/** The look of a run's line: past the sixth run the colours come round again, but not with the same dash. */
export interface Ink {
  readonly color: string;
  readonly casing: string;
  readonly dash: readonly number[];
  readonly marker: Marker;
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'plus';

const dashes: readonly (readonly number[])[] = [[], [7, 3.5], [2, 3], [10, 3, 2, 3], [4, 2.5], [12, 4]];
const markers: readonly Marker[] = ['circle', 'square', 'triangle', 'diamond', 'cross', 'plus'];

export function inkOfRun(run: number, theme: Theme): Ink {
  const { runs, field } = inks[theme];
  const round = Math.floor(run / runs.length);
  return {
    color: runs[run % runs.length] ?? runs[0] ?? '',
    casing: theme === 'light' ? field[1] : field[0],
    dash: dashes[(run + round) % dashes.length] ?? [],
    marker: markers[(run + round) % markers.length] ?? 'circle',
  };
}

/** The three channels of `#RRGGBB`. */
export function channels(hex: string): [number, number, number] {
  const n = Number.parseInt(hex.slice(1), 16);
  return [n >> 16, (n >> 8) & 255, n & 255];
}

/** WCAG contrast between two colours, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((p, q) => q - p) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(hex: string): number {
  const [r, g, b] = channels(hex).map((c) => {
    const s = c / 255;
    return s <= 0.04045 ? s / 12.92 : ((s + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
