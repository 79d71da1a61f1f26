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

type Expiring = { slot: number; expiresAt: number };

const none: readonly StoredToggle[] = [];
const nothing = -1;
/** Bits of a slot. Whether it was told that it has expired; whether there is a toggle in it. */
const selfServiceBit = 1;
const toldBit = 2;
const takenBit = 4;

/** The toggles of one environment by user, in columns: a million of them must fit. Those of one user are a chain of slots. */
export class Toggles {
  /** By user, the first slot, one up: where nobody has been there is 0. */
  #firsts = new Int32Array(64);
  #nexts = new Int32Array(64);
  #users = new Int32Array(64);
  #flagNumbers = new Int32Array(64);
  #variantNumbers = new Int32Array(64);
  /** Infinite for toggles without an end. */
  #expiries = new Float64Array(64);
  #bits = new Uint8Array(64);
  #slots = 0;
  #free: number[] = [];
  #flags = new Names<Flag>();
  #variants = new Names<string>();
  /** May hold slots whose toggle was replaced since; `expire` passes them over. */
  #expiring = new Heap<Expiring>(({ expiresAt }) => expiresAt);
  #mayExpire = 0;

  of(user: number): readonly StoredToggle[] {
    let slot = this.#first(user);
    if (slot === nothing) return none;
    const found: StoredToggle[] = [];
    for (; slot !== nothing; slot = this.#next(slot)) found.push(this.#at(slot));
    return found;
  }

  /** Replaces the user's toggle of that flag, if there is one. */
  put({ user, flag, variant, expiresAt, selfService }: StoredToggle, now: number): void {
    this.remove(user, flag);
    const slot = this.#free.pop() ?? this.#newSlot();
    this.#users[slot] = user;
    this.#flagNumbers[slot] = this.#flags.numberOf(flag);
    this.#variantNumbers[slot] = this.#variants.numberOf(variant);
    this.#expiries[slot] = expiresAt ?? Number.POSITIVE_INFINITY;
    this.#bits[slot] = takenBit | (selfService ? selfServiceBit : 0);
    this.#append(user, slot);

    if (expiresAt === null) return;
    this.#mayExpire++;
    if (expiresAt <= now) return;
    this.#expiring.push({ slot, expiresAt });
    if (this.#expiring.size > 2 * this.#mayExpire + 1_000) this.#sweep(now);
  }

  remove(user: number, flag: Flag): void {
    let before = nothing;
    for (let slot = this.#first(user); slot !== nothing; slot = this.#next(slot)) {
      if (this.#flags.at(this.#flagNumbers[slot]) === flag) {
        if (before === nothing) this.#firsts[user] = this.#nexts[slot] as number;
        else this.#nexts[before] = this.#nexts[slot] as number;
        if (this.#expiries[slot] !== Number.POSITIVE_INFINITY) this.#mayExpire--;
        this.#bits[slot] = 0;
        this.#free.push(slot);
        return;
      }
      before = slot;
    }
  }

  removeFlag(flag: Flag): void {
    const number = this.#flags.numberOf(flag);
    for (let slot = 0; slot < this.#slots; slot++)
      if (this.#flagNumbers[slot] === number && this.#isTaken(slot))
        this.remove(this.#users[slot] as number, flag);
  }

  /** The next instant at which a toggle may expire. */
  nextExpiry(): number | null {
    return this.#expiring.peek()?.expiresAt ?? null;
  }

  /** The last instant until `now` at which a toggle expired; 0 when none did. */
  lastExpiry(now: number): number {
    let last = 0;
    for (let slot = 0; slot < this.#slots; slot++) {
      const expiresAt = this.#expiries[slot] as number;
      if (expiresAt > last && expiresAt <= now && this.#isTaken(slot)) last = expiresAt;
    }
    return last;
  }

  /** Takes what has expired by now off the list of what will, and returns those that still counted. */
  expire(now: number): StoredToggle[] {
    const expired: StoredToggle[] = [];
    for (;;) {
      const next = this.#expiring.peek();
      if (!next || next.expiresAt > now) return expired;
      this.#expiring.pop();
      const { slot, expiresAt } = next;
      const bits = this.#bits[slot] ?? 0;
      if (!this.#isTaken(slot) || bits & toldBit || this.#expiries[slot] !== expiresAt) continue;
      this.#bits[slot] = bits | toldBit;
      expired.push(this.#at(slot));
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
    for (let slot = 0; slot < this.#slots; slot++) if (this.#isTaken(slot)) yield this.#at(slot);
  }

  #at(slot: number): StoredToggle {
    const expiresAt = this.#expiries[slot] as number;
    return {
      user: this.#users[slot] as number,
      flag: this.#flags.at(this.#flagNumbers[slot]),
      variant: this.#variants.at(this.#variantNumbers[slot]),
      expiresAt: expiresAt === Number.POSITIVE_INFINITY ? null : expiresAt,
      selfService: ((this.#bits[slot] ?? 0) & selfServiceBit) !== 0,
    };
  }

  #isTaken(slot: number): boolean {
    return ((this.#bits[slot] ?? 0) & takenBit) !== 0;
  }

  #first(user: number): number {
    return (this.#firsts[user] ?? 0) - 1;
  }

  #next(slot: number): number {
    return (this.#nexts[slot] ?? 0) - 1;
  }

  /** At the end of the user's chain, so that they come in the order in which they were put. */
  #append(user: number, slot: number): void {
    this.#nexts[slot] = 0;
    if (user >= this.#firsts.length) this.#firsts = grown(this.#firsts, user + 1);
    let last = this.#first(user);
    if (last === nothing) this.#firsts[user] = slot + 1;
    else {
      while (this.#next(last) !== nothing) last = this.#next(last);
      this.#nexts[last] = slot + 1;
    }
  }

  #newSlot(): number {
    const slot = this.#slots++;
    if (slot < this.#users.length) return slot;
    this.#nexts = grown(this.#nexts, this.#slots);
    this.#users = grown(this.#users, this.#slots);
    this.#flagNumbers = grown(this.#flagNumbers, this.#slots);
    this.#variantNumbers = grown(this.#variantNumbers, this.#slots);
    this.#expiries = grown(this.#expiries, this.#slots);
    this.#bits = grown(this.#bits, this.#slots);
    return slot;
  }

  #sweep(now: number): void {
    this.#expiring.clear();
    for (let slot = 0; slot < this.#slots; slot++) {
      const expiresAt = this.#expiries[slot] as number;
      if (!this.#isTaken(slot) || expiresAt <= now || expiresAt === Number.POSITIVE_INFINITY)
        continue;
      this.#bits[slot] = (this.#bits[slot] ?? 0) & ~toldBit;
      this.#expiring.push({ slot, expiresAt });
    }
  }
}

/** Few things that are named by many: each is kept once. */
class Names<T> {
  #numbers = new Map<T, number>();
  #things: T[] = [];

  numberOf(thing: T): number {
    const known = this.#numbers.get(thing);
    if (known !== undefined) return known;
    this.#numbers.set(thing, this.#things.length);
    return this.#things.push(thing) - 1;
  }

  at(number: number | undefined): T {
    return this.#things[number ?? 0] as T;
  }
}

type Column = Int32Array | Float64Array | Uint8Array;

function grown<T extends Column>(column: T, atLeast: number): T {
  const length = Math.max(atLeast, Math.ceil(1.5 * column.length));
  const larger = new (column.constructor as new (length: number) => T)(length);
  larger.set(column);
  return larger;
}
