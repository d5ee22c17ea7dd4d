// A worker that teaches networks, without vectors.

import { serveTraining } from './serve-train';
import * as engine from './wasm/scalar';

serveTraining(engine);
