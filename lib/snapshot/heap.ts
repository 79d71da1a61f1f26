/** A binary heap: the item with the smallest rank is on top. */
export class Heap<T> {
  #items: T[] = [];

  constructor(readonly rank: (item: T) => number) {}

  get size(): number {
    return this.#items.length;
  }

  peek(): T | undefined {
    return this.#items[0];
  }

  push(item: T): void {
    const items = this.#items;
    const rank = this.rank(item);
    let hole = items.push(item) - 1;
    while (hole > 0) {
      const up = (hole - 1) >> 1;
      const above = items[up] as T;
      if (this.rank(above) <= rank) break;
      items[hole] = above;
      hole = up;
    }
    items[hole] = item;
  }

  pop(): T | undefined {
    const items = this.#items;
    const top = items[0];
    const last = items.pop();
    if (items.length > 0) this.#sink(last as T);
    return top;
  }

  clear(): void {
    this.#items = [];
  }

  #sink(item: T): void {
    const items = this.#items;
    const rank = this.rank(item);
    let hole = 0;
    for (;;) {
      let down = 2 * hole + 1;
      if (down >= items.length) break;
      if (down + 1 < items.length && this.#rankAt(down + 1) < this.#rankAt(down)) down++;
      if (this.#rankAt(down) >= rank) break;
      items[hole] = items[down] as T;
      hole = down;
    }
    items[hole] = item;
  }

  #rankAt(index: number): number {
    return this.rank(this.#items[index] as T);
  }
}
