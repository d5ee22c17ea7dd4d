// The order of the rows in Python: the engine's own random numbers, so that each batch is the same.

export function orderLines(doc: string, seed: number): string[] {
  return `def orders(rows):
    """${doc}"""
    mask = 2**64 - 1

    def mixed(z):
        z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9 & mask
        z = (z ^ z >> 27) * 0x94D049BB133111EB & mask
        return z ^ z >> 31

    key, golden = 2 * 2**32 + ${seed}, 0x9E3779B97F4A7C15
    step = mixed(key + 2 * golden & mask) << 1 & mask | 1
    state = mixed(key + golden & mask) + step & mask
    state = state * 6364136223846793005 + step & mask

    def below(n):
        nonlocal state
        while True:
            old, state = state, state * 6364136223846793005 + step & mask
            word, turn = (old ^ old >> 18) >> 27 & 0xFFFFFFFF, old >> 59
            product = ((word >> turn | word << (-turn & 31)) & 0xFFFFFFFF) * n
            if product & 0xFFFFFFFF >= 2**32 % n:
                return product >> 32

    while True:
        order = list(range(rows))
        for i in range(rows - 1, 0, -1):
            j = below(i + 1)
            order[i], order[j] = order[j], order[i]
        yield order`.split('\n');
}
