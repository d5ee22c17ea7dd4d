// What comes as soon as there is a picture, in one file: cut up, it would weigh more.

export { drawInset, insetOf } from '../draw/inset';
export { wakesOf } from '../draw/wake';
export { Dock } from './dock';
export { hostOf } from './host';
export { key } from './keys';
