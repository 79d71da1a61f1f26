const confirmedBit = 1;
const activeBit = 2;

/**
 * Users by number, in columns: a million of them must fit. A number stands for one user as long as the process lives, and
 * nobody is ever removed (an erased user stays, nameless).
 */
export class People {
  #numbers = new Map<string, number>();
  #byTargetingKey = new Map<string, number>();
  #targetingKeys: (string | null)[] = [];
  /** Epoch, and two bits for confirmed and active. */
  #standing: number[] = [];

  put(user: UserRow): number {
    let number = this.#numbers.get(user.id);
    if (number === undefined) {
      number = this.#targetingKeys.length;
      this.#numbers.set(user.id, number);
    } else {
      this.#forgetTargetingKey(number);
    }
    this.#targetingKeys[number] = user.targetingKey;
    this.#standing[number] =
      user.epoch * 4 + (user.active ? activeBit : 0) + (user.confirmed ? confirmedBit : 0);
    if (user.targetingKey !== null) this.#byTargetingKey.set(user.targetingKey, number);
    return number;
  }

  /** Two users may have swapped keys within one change set: forget only what is still this user's. */
  #forgetTargetingKey(number: number): void {
    const key = this.#targetingKeys[number];
    if (typeof key === "string" && this.#byTargetingKey.get(key) === number)
      this.#byTargetingKey.delete(key);
  }

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  find(targetingKey: string): number | undefined {
    return this.#byTargetingKey.get(targetingKey);
  }

  targetingKey(number: number): string | null {
    return this.#targetingKeys[number] ?? null;
  }

  isConfirmed(number: number): boolean {
    return ((this.#standing[number] ?? 0) & confirmedBit) !== 0;
  }

  isActive(number: number): boolean {
    return ((this.#standing[number] ?? 0) & activeBit) !== 0;
  }

  epoch(number: number): number {
    return (this.#standing[number] ?? 0) >> 2;
  }

  get size(): number {
    return this.#targetingKeys.length;
  }

  *ids(): Generator<[id: string, number: number]> {
    yield* this.#numbers;
  }
}

/** What the snapshot keeps of a user. */
export type UserRow = {
  id: string;
  /** Null once erased. */
  targetingKey: string | null;
  confirmed: boolean;
  active: boolean;
  epoch: number;
};
