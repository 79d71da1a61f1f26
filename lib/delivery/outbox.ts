/** The first one waits for no more than these. */
const together = 32;

/**
 * Sends what was answered to all who asked at once in one go, once everything that had arrived is read (decision 024). Who
 * asks alone waits for nobody. `send` must not throw: others wait behind it.
 */
export class Outbox<T> {
  #waiting: T[] = [];

  constructor(private readonly send: (one: T) => void) {}

  put(one: T): void {
    const waiting = this.#waiting.push(one);
    if (waiting === 1) setImmediate(this.#flush);
    else if (waiting >= together) this.#flush();
  }

  readonly #flush = (): void => {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const one of waiting) this.send(one);
  };
}
