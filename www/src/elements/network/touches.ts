// What a hand does to a network's picture: presses on its plane, and files that are dropped or pasted anywhere on the figure.

import type { Scales } from '../../draw/scales';

export interface Touches {
  /** How the plane lies in the picture; none where the data are of no plane. */
  readonly scales: () => Scales | undefined;
  /** True where something has taken the press; `away` takes something away. */
  readonly press: (at: readonly [x: number, y: number, away?: boolean]) => boolean;
  readonly drop: (files: readonly File[]) => void;
}

export function listen(root: ParentNode, canvas: HTMLCanvasElement, signal: AbortSignal, to: Touches): void {
  /** Where a press is meant on the plane. */
  const press = (event: MouseEvent, away: boolean) => {
    const scales = to.scales();
    if (!scales) return;
    const page = canvas.getBoundingClientRect();
    const [x, y] = [event.clientX - page.left, event.clientY - page.top];
    const { left, top, width, height } = scales.box;
    if (x < left || y < top || x > left + width || y > top + height) return;
    const [a, b] = scales.at(x, y);
    if (to.press([a, b, away])) event.preventDefault();
  };
  canvas.addEventListener('click', (event) => press(event, event.altKey), { signal });
  canvas.addEventListener('contextmenu', (event) => press(event, true), { signal });

  const on = <E extends Event>(type: string, then: (event: E) => void) =>
    root.addEventListener(type, then as unknown as EventListener, { signal });
  // words that go into a field are the field's
  const isField = ({ target }: Event) => (target as Element).closest('input, textarea') !== null;
  const bring = (event: Event, brought: DataTransfer | null) => {
    event.preventDefault();
    const { files } = brought ?? {};
    const text = files?.length ? '' : (brought?.getData('text/plain') ?? '');
    if (files?.length) to.drop([...files]);
    else if (text.trim()) to.drop([new File([text], 'table.csv')]);
  };
  const frame = canvas.parentElement;
  const brings = ({ dataTransfer }: DragEvent) =>
    dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;
  on<DragEvent>('dragover', (event) => {
    if (!brings(event) || isField(event)) return;
    event.preventDefault();
    frame?.classList.add('taking');
  });
  on('dragleave', () => frame?.classList.remove('taking'));
  on<DragEvent>('drop', (event) => {
    frame?.classList.remove('taking');
    if (brings(event) && !isField(event)) bring(event, event.dataTransfer);
  });
  on<ClipboardEvent>('paste', (event) => {
    // a line is no table
    const { clipboardData: data } = event;
    if (isField(event) || !(data?.files.length || data?.getData('text/plain').includes('\n'))) return;
    bring(event, data);
  });
}
