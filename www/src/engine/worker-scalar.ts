// The worker with the engine without vectors.

import { serve } from './serve';
import * as engine from './wasm/scalar';

serve(engine);
