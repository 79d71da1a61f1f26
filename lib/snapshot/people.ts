import { Ids } from "./ids";
import { hashOfText, NumberTable } from "./number-table";

const confirmedBit = 1;
const activeBit = 2;

/**
 * Users by number, in columns: a million of them must fit. A number stands for one user as long as the process lives, and
 * nobody is ever removed (an erased user stays, nameless).
 */
export class People {
  #ids = new Ids();
  #byTargetingKey = new NumberTable((number) => hashOfText(this.#targetingKeys[number] ?? ""));
  #targetingKeys: (string | null)[] = [];
  /** Epoch, and two bits for confirmed and active. */
  #standing: number[] = [];

  put(user: UserRow): number {
    const known = this.#ids.numberOf(user.id);
    const number = known ?? this.#ids.add(user.id);
    this.#standing[number] =
      user.epoch * 4 + (user.active ? activeBit : 0) + (user.confirmed ? confirmedBit : 0);
    if (known !== undefined && this.targetingKey(number) === user.targetingKey) return number;

    if (known !== undefined) this.#forgetTargetingKey(number);
    // Two users may swap keys within one change set: for a moment both have one, and the later row is right.
    const former = user.targetingKey === null ? undefined : this.find(user.targetingKey);
    if (former !== undefined) this.#forgetTargetingKey(former);
    this.#targetingKeys[number] = user.targetingKey;
    if (user.targetingKey !== null) this.#byTargetingKey.add(number);
    return number;
  }

  #forgetTargetingKey(number: number): void {
    if (this.targetingKey(number) === null) return;
    this.#byTargetingKey.remove(number);
    this.#targetingKeys[number] = null;
  }

  numberOf(id: string): number | undefined {
    return this.#ids.numberOf(id);
  }

  find(targetingKey: string): number | undefined {
    return this.#byTargetingKey.find(
      hashOfText(targetingKey),
      (number) => this.#targetingKeys[number] === targetingKey,
    );
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
    return this.#ids.size;
  }

  *ids(): Generator<[id: string, number: number]> {
    yield* this.#ids.all();
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
