// The worker with the lean engine, which brings the first picture. What it cannot do, the one with the whole engine does.

import { serve } from './serve';
import * as engine from './wasm/lean';

serve(engine);
