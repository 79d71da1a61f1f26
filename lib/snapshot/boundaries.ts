import { type Changed, noteFlag, nothingChanged } from "./changed";
import { type State, touch } from "./state";

/** Timers hold no more than 24 days; an hour is as good. */
const longest = 3_600_000;

/** Tells of changes that time alone brings (a toggle expires), at their instant, with one timer. */
export class Boundaries {
  #state: State | null = null;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;

  constructor(private readonly announce: (changed: Changed) => void) {}

  watch(state: State): void {
    this.#state = state;
    this.rearm();
  }

  /** Looks again for the next instant: to be called after every change. */
  rearm(): void {
    const due = this.#next();
    if (due === this.#due && this.#timer) return;
    this.close();
    this.#due = due;
    if (due === Number.POSITIVE_INFINITY) return;
    const wait = Math.min(Math.max(due - Date.now(), 0), longest);
    this.#timer = setTimeout(() => this.#fire(), wait);
    this.#timer.unref();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #next(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { toggles } of this.#state?.environments.values() ?? [])
      next = Math.min(next, toggles.nextExpiry() ?? next);
    return next;
  }

  #fire(): void {
    this.#timer = null;
    const state = this.#state;
    const now = Date.now(); // A timer may ring a millisecond early: then it is set again.
    if (state && this.#due <= now) {
      const changed = { ...nothingChanged(state.sequence, now), boundary: this.#due };
      for (const environment of state.environments.values()) {
        for (const { flag, expiresAt } of environment.toggles.expire(now)) {
          changed.boundary = Math.max(changed.boundary, expiresAt ?? 0);
          noteFlag(changed, environment, flag.key, flag.document.clientSide);
          touch(environment);
        }
      }
      if (changed.environments.size > 0) this.announce(changed);
    }
    this.rearm();
  }
}
