import { mixed, NumberTable } from "./number-table";

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

const [dash, zero, letterA] = [0x2d, 0x30, 0x61];

/** Ids in the order in which they came, numbered from 0. A UUID takes its sixteen bytes and a place in a table. */
export class Ids {
  #words = new Uint32Array(64);
  /** Ids that are no UUIDs, which no table has: in tests. */
  #others = new Map<string, number>();
  #otherIds = new Map<number, string>();
  #table = new NumberTable((number) => this.#hash(number));
  #parsed = new Uint32Array(4);
  size = 0;

  numberOf(id: string): number | undefined {
    if (!uuid.test(id)) return this.#others.get(id);
    this.#parse(id);
    const [a = 0, b = 0, c = 0, d = 0] = this.#parsed;
    const words = this.#words;
    return this.#table.find(hashOfWords(a, b, c, d), (number) => {
      const at = 4 * number;
      return words[at] === a && words[at + 1] === b && words[at + 2] === c && words[at + 3] === d;
    });
  }

  /** Gives an id that has no number the next one. */
  add(id: string): number {
    const number = this.size++;
    if (4 * this.size > this.#words.length) {
      const old = this.#words;
      this.#words = new Uint32Array(2 * old.length);
      this.#words.set(old);
    }
    if (uuid.test(id)) {
      this.#parse(id);
      this.#words.set(this.#parsed, 4 * number);
      this.#table.add(number);
    } else {
      this.#others.set(id, number);
      this.#otherIds.set(number, id);
    }
    return number;
  }

  *all(): Generator<[id: string, number: number]> {
    for (let number = 0; number < this.size; number++)
      yield [this.#otherIds.get(number) ?? this.#text(number), number];
  }

  #hash(number: number): number {
    const at = 4 * number;
    const words = this.#words;
    return hashOfWords(words[at] ?? 0, words[at + 1] ?? 0, words[at + 2] ?? 0, words[at + 3] ?? 0);
  }

  /** Where a UUID has its digits, eight to a word. */
  #parse(id: string): void {
    let digits = 0;
    let word = 0;
    for (let at = 0; at < id.length; at++) {
      const unit = id.charCodeAt(at);
      if (unit === dash) continue;
      word = (word << 4) | (unit < letterA ? unit - zero : unit - letterA + 10);
      if (++digits % 8 === 0) this.#parsed[digits / 8 - 1] = word;
    }
  }

  #text(number: number): string {
    const hex = [...this.#words.subarray(4 * number, 4 * number + 4)]
      .map((word) => word.toString(16).padStart(8, "0"))
      .join("");
    const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
    return [...parts, hex.slice(20)].join("-");
  }
}

function hashOfWords(a: number, b: number, c: number, d: number): number {
  return mixed(mixed(mixed(a ^ 0x9e3779b9) + b) + c) ^ mixed(d);
}
