/**
 * Counts answers by door and status, and sorts them by how long they took. Noting one costs some additions in arrays, for every
 * poll passes through it; what is noted is added up by whoever reads it.
 */
export class Meter<Door extends string = string> {
  #statuses: Float64Array;
  #times: Float64Array;
  #sums: Float64Array;

  /** `bounds`: where the classes of times end, in milliseconds, rising. */
  constructor(
    readonly doors: readonly Door[],
    readonly bounds: readonly number[],
  ) {
    this.#statuses = new Float64Array(doors.length * statuses);
    this.#times = new Float64Array(doors.length * (bounds.length + 1));
    this.#sums = new Float64Array(doors.length);
  }

  /** `door` is its place in `doors`. */
  note(door: number, status: number, milliseconds: number): void {
    const { bounds } = this;
    let place = 0;
    while (place < bounds.length && milliseconds > (bounds[place] as number)) place++;
    add(this.#statuses, door * statuses + status, 1);
    add(this.#times, door * (bounds.length + 1) + place, 1);
    add(this.#sums, door, milliseconds);
  }

  /** How many answers of each door had which status. */
  *answers(): Generator<{ door: Door; status: number; count: number }> {
    for (const [at, door] of this.doors.entries())
      for (let status = 0; status < statuses; status++) {
        const count = this.#statuses[at * statuses + status] ?? 0;
        if (count > 0) yield { door, status, count };
      }
  }

  /** Of each door, how many answers fell into each class of times, the last one open, and their time in all. */
  *times(): Generator<{ door: Door; counts: number[]; sum: number }> {
    const classes = this.bounds.length + 1;
    for (const [at, door] of this.doors.entries()) {
      const counts = [...this.#times.subarray(at * classes, (at + 1) * classes)];
      yield { door, counts, sum: this.#sums[at] ?? 0 };
    }
  }
}

const statuses = 600;

function add(numbers: Float64Array, at: number, amount: number): void {
  numbers[at] = (numbers[at] as number) + amount;
}
