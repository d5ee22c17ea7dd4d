// The fingerprint of a whole training, of those of its runs: as the engine makes it, FNV-1a over words of 64 bits.

const [first, prime, word] = [0xcbf29ce484222325n, 0x100000001b3n, (1n << 64n) - 1n];

/** Of each run those with each of its seeds. The whole's goes through all runs of the first seed, then of the next. */
export function fingerprintOf(runs: readonly (readonly string[])[]): string {
  let hash = first;
  const seeds = Math.max(0, ...runs.map((own) => own.length));
  for (let seed = 0; seed < seeds; seed++) {
    for (const own of runs) {
      // lowest byte first
      for (let bytes = BigInt(`0x${own[seed] || 0}`), k = 0; k < 8; k++, bytes >>= 8n) {
        hash = ((hash ^ (bytes & 0xffn)) * prime) & word;
      }
    }
  }
  return hash.toString(16).padStart(16, '0');
}
