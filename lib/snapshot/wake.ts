type Waiter = (succeeded: boolean) => void;

/** Lets one loop sleep until a time has passed, a notice came, or somebody waits for its next read. */
export class Wake {
  #noticed = false;
  #said: string[] = [];
  #ended = false;
  #endPause: (() => void) | null = null;
  #wakeUp: (() => void) | null = null;
  #waiting = new Set<Waiter>();
  #served = new Set<Waiter>();

  /** `said`: what is to be known of it by `heard`. */
  notice(said?: string): void {
    if (said !== undefined) this.#said.push(said);
    this.#noticed = true;
    this.#wakeUp?.();
  }

  /** What notices said since it was last asked and since the last read began, in order. */
  heard(): string[] {
    return this.#said.splice(0);
  }

  /** No more sleep: the loop is to end. */
  end(): void {
    this.#ended = true;
    this.#wakeUp?.();
    this.#endPause?.();
  }

  /** Sleeps through notices: a database that is away is not asked more often because more of its users wait. */
  async pause(ms: number): Promise<void> {
    if (this.#ended) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#endPause = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#endPause = null;
  }

  /** Ends at once when there was a notice since the last read began. */
  async sleep(ms: number): Promise<void> {
    if (this.#noticed || this.#ended) {
      this.#noticed = false;
      return;
    }
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.#wakeUp = null;
    this.#noticed = false;
  }

  /** True when a read that began after this call succeeded; false when it failed or took longer. */
  nextRead(ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const waiter: Waiter = (succeeded) => {
        clearTimeout(timer);
        this.#waiting.delete(waiter);
        this.#served.delete(waiter);
        resolve(succeeded);
      };
      const timer = setTimeout(waiter, Math.max(0, ms), false);
      this.#waiting.add(waiter);
      this.notice();
    });
  }

  /** Whether somebody waits for a read that has not begun. */
  get isAwaited(): boolean {
    return this.#waiting.size > 0;
  }

  readStarts(): void {
    this.#noticed = false;
    this.#said = [];
    for (const waiter of this.#waiting) this.#served.add(waiter);
    this.#waiting.clear();
  }

  readDone(): void {
    for (const waiter of this.#served) waiter(true);
  }

  readFailed(): void {
    for (const waiter of [...this.#served, ...this.#waiting]) waiter(false);
  }
}
