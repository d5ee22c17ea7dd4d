// The worker with the whole engine.

import { serve } from './serve';
import * as engine from './wasm/whole';

serve(engine);
