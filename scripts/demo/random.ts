/** mulberry32: the same seed draws the same numbers on every machine. */
export function seeded(seed: number) {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  return {
    /** True with the given probability. */
    chance: (probability: number) => next() < probability,
    /** An integer from 0 to below `limit`. */
    below: (limit: number) => Math.floor(next() * limit),
    pick<T>(items: readonly T[]): T {
      return items[Math.floor(next() * items.length)] as T;
    },
  };
}

export type Random = ReturnType<typeof seeded>;
