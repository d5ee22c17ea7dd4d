// A worker that reads what is handed in and judges it.

import * as engine from '../engine/wasm/grade';
import { serveGrading } from './serve';

serveGrading(engine);
