// A worker that makes maps, with the whole engine.

import { serveMaps } from './serve-maps';
import * as engine from './wasm/whole';

serveMaps(engine);
