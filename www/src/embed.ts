// What a page of somebody else's loads: the element, and nothing around it.

// before the element, which begins with its definition
import './elements/theme';

export { FallLine } from './elements/fall-line';
export type { Told } from './elements/outside';
