// A worker that makes maps, without vectors.

import { serveMaps } from './serve-maps';
import * as engine from './wasm/scalar';

serveMaps(engine);
