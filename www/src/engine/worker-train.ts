// A worker that teaches networks, with the engine of networks.

import { serveTraining } from './serve-train';
import * as engine from './wasm/train';

serveTraining(engine);
