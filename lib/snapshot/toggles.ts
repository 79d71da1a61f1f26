import { Heap } from "./heap";
import type { Flag } from "./state";

/** A toggle in memory. `user` is a number of People; `expiresAt` in epoch milliseconds. */
export type StoredToggle = {
  readonly user: number;
  readonly flag: Flag;
  readonly variant: string;
  readonly expiresAt: number | null;
  readonly selfService: boolean;
};

const none: readonly StoredToggle[] = [];

/** The toggles of one environment by user. Most users have one: a list is made for the second. */
export class Toggles {
  #byUser = new Map<number, StoredToggle | StoredToggle[]>();
  /** May hold toggles that were replaced since; `expire` passes them over. */
  #expiring = new Heap<StoredToggle>(({ expiresAt }) => expiresAt ?? Number.POSITIVE_INFINITY);
  #mayExpire = 0;

  of(user: number): readonly StoredToggle[] {
    const found = this.#byUser.get(user);
    if (found === undefined) return none;
    return Array.isArray(found) ? found : [found];
  }

  /** Replaces the user's toggle of that flag, if there is one. */
  put(toggle: StoredToggle, now: number): void {
    this.remove(toggle.user, toggle.flag);
    const found = this.#byUser.get(toggle.user);
    if (found === undefined) this.#byUser.set(toggle.user, toggle);
    else if (Array.isArray(found)) found.push(toggle);
    else this.#byUser.set(toggle.user, [found, toggle]);

    if (toggle.expiresAt === null) return;
    this.#mayExpire++;
    if (toggle.expiresAt <= now) return;
    this.#expiring.push(toggle);
    if (this.#expiring.size > 2 * this.#mayExpire + 1_000) this.#sweep(now);
  }

  remove(user: number, flag: Flag): void {
    const toggle = this.of(user).find((one) => one.flag === flag);
    if (!toggle) return;
    if (toggle.expiresAt !== null) this.#mayExpire--;
    const rest = this.of(user).filter((one) => one !== toggle);
    if (rest.length === 0) this.#byUser.delete(user);
    else this.#byUser.set(user, rest.length === 1 ? (rest[0] as StoredToggle) : rest);
  }

  removeFlag(flag: Flag): void {
    for (const user of this.#byUser.keys()) this.remove(user, flag);
  }

  /** The next instant at which a toggle may expire. */
  nextExpiry(): number | null {
    return this.#expiring.peek()?.expiresAt ?? null;
  }

  /** Takes what has expired by now off the list of what will, and returns those that still counted. */
  expire(now: number): StoredToggle[] {
    const expired: StoredToggle[] = [];
    for (;;) {
      const next = this.#expiring.peek();
      if (!next || (next.expiresAt ?? 0) > now) return expired;
      this.#expiring.pop();
      if (this.of(next.user).includes(next)) expired.push(next);
    }
  }

  /** The clock was set back: those that had expired after `now` are to expire once more. Returns them. */
  revive(now: number, was: number): StoredToggle[] {
    this.#sweep(now);
    const revived: StoredToggle[] = [];
    for (const toggle of this.all())
      if (toggle.expiresAt !== null && toggle.expiresAt > now && toggle.expiresAt <= was)
        revived.push(toggle);
    return revived;
  }

  *all(): Generator<StoredToggle> {
    for (const found of this.#byUser.values()) {
      if (Array.isArray(found)) yield* found;
      else yield found;
    }
  }

  #sweep(now: number): void {
    this.#expiring.clear();
    for (const toggle of this.all())
      if (toggle.expiresAt !== null && toggle.expiresAt > now) this.#expiring.push(toggle);
  }
}
