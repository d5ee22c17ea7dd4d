// What a hand does to a network's picture: presses on its plane, and files that are dropped anywhere on the figure.

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

  const on = <K extends 'dragover' | 'dragleave' | 'drop'>(type: K, then: (event: DragEvent) => void) =>
    root.addEventListener(type, then as EventListener, { signal });
  const frame = canvas.parentElement;
  const brings = ({ dataTransfer }: DragEvent) =>
    dataTransfer?.types.some((type) => type === 'Files' || type === 'text/plain') ?? false;
  on('dragover', (event) => {
    // words that are dragged into a field are the field's
    if (!brings(event) || (event.target as Element).closest('input, textarea')) return;
    event.preventDefault();
    frame?.classList.add('taking');
  });
  on('dragleave', () => frame?.classList.remove('taking'));
  on('drop', (event) => {
    frame?.classList.remove('taking');
    if (!brings(event) || (event.target as Element).closest('input, textarea')) return;
    event.preventDefault();
    const { files } = event.dataTransfer ?? {};
    const text = files?.length ? '' : (event.dataTransfer?.getData('text/plain') ?? '');
    if (files?.length) to.drop([...files]);
    else if (text.trim()) to.drop([new File([text], 'table.csv')]);
  });
}
