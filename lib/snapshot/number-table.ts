const empty = -1;
const gone = -2;

/**
 * Finds numbers by what they stand for, which is kept elsewhere: eight to sixteen bytes each, where a Map of texts takes a
 * hundred. Open addressing, linear probing; at most half full.
 */
export class NumberTable {
  #slots = new Int32Array(16).fill(empty);
  /** Slots that are not empty: of numbers, and of those that were removed. */
  #used = 0;
  #size = 0;

  /** `hashOf`: the hash of what a number stands for; asked again when the table grows. */
  constructor(private readonly hashOf: (number: number) => number) {}

  /** The number with this hash of which `isIt` is true. */
  find(hash: number, isIt: (number: number) => boolean): number | undefined {
    const mask = this.#slots.length - 1;
    for (let at = hash & mask; ; at = (at + 1) & mask) {
      const number = this.#slots[at] as number;
      if (number === empty) return undefined;
      if (number !== gone && isIt(number)) return number;
    }
  }

  /** Adds a number that is not in it. */
  add(number: number): void {
    if (2 * (this.#used + 1) > this.#slots.length) this.#grow();
    this.#put(number);
    this.#size++;
  }

  /** Removes a number, while its hash is still the one that it was added with. */
  remove(number: number): void {
    const mask = this.#slots.length - 1;
    for (let at = this.hashOf(number) & mask; this.#slots[at] !== empty; at = (at + 1) & mask)
      if (this.#slots[at] === number) {
        this.#slots[at] = gone;
        this.#size--;
        return;
      }
  }

  #put(number: number): void {
    const mask = this.#slots.length - 1;
    let at = this.hashOf(number) & mask;
    while (this.#slots[at] !== empty) at = (at + 1) & mask;
    this.#slots[at] = number;
    this.#used++;
  }

  #grow(): void {
    const old = this.#slots;
    const twice = 4 * (this.#size + 1) > old.length;
    this.#slots = new Int32Array(twice ? 2 * old.length : old.length).fill(empty);
    this.#used = 0;
    for (const number of old) if (number >= 0) this.#put(number);
  }
}

/** FNV-1a over the units of a text, mixed. */
export function hashOfText(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return mixed(hash);
}

/** Spreads what differs in few bits over all of them. */
export function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  const whole = Math.imul(half ^ (half >>> 13), 0xc2b2ae35);
  return whole ^ (whole >>> 16);
}
