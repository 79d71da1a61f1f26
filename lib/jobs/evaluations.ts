/** What one answer delivers: of each flag its variant, null where it has none or was not asked for. Counted as a whole. */
export type Delivered = {
  readonly environmentId: string;
  /** The same list for as many answers as can be: what is counted of one list is counted in one place. */
  readonly flags: readonly { readonly key: string }[];
  readonly variants: readonly (string | null)[];
  /** How often since it was last counted, and when last (epoch milliseconds). Kept by whoever counts. */
  times: number;
  at: number;
};

/** So often was this variant delivered in this minute (minutes since the epoch), the last time at `at` (milliseconds). */
export type Line = {
  environmentId: string;
  key: string;
  variant: string;
  minute: number;
  count: number;
  at: number;
};

type Row = { variants: string[]; counts: number[]; at: number };
type List = Delivered["flags"];

const mostPending = 100;
const mostLines = 100_000;

/**
 * Counts what is delivered, in memory. A delivery costs an increment of its answer; of its flags each is counted once for as
 * many deliveries as the answer had. At most so many lines wait for the database; then the oldest are forgotten.
 */
export class Evaluations {
  /** Values of flags delivered since the start, as far as they have been added up. */
  total = 0;
  #minute = 0;
  #pending: Delivered[] = [];
  #rows = new Map<List, { environmentId: string; rows: Row[] }>();
  #lines = new Map<string, Line>();

  note(delivered: Delivered, at: number): void {
    const minute = Math.floor(at / 60_000);
    if (minute !== this.#minute) this.#turnTo(minute);
    delivered.at = at;
    if (delivered.times++ > 0) return;
    this.#pending.push(delivered);
    if (this.#pending.length >= mostPending) this.#expand();
  }

  /** Everything so far, which is the caller's now: to be written, or put back. */
  take(): Line[] {
    this.#turnTo(this.#minute);
    const taken = [...this.#lines.values()];
    this.#lines.clear();
    return taken;
  }

  putBack(lines: readonly Line[]): void {
    const later = [...this.#lines.values()];
    this.#lines.clear();
    for (const line of [...lines, ...later]) this.#add(line);
    for (const name of this.#lines.keys()) {
      if (this.#lines.size <= mostLines) break;
      this.#lines.delete(name);
    }
  }

  #turnTo(minute: number): void {
    this.#expand();
    for (const [flags, { environmentId, rows }] of this.#rows)
      for (const [index, { key }] of flags.entries()) this.#addRow(environmentId, key, rows[index]);
    this.#rows.clear();
    this.#minute = minute;
  }

  #expand(): void {
    for (const delivered of this.#pending) {
      this.total += countIn(this.#rowsOf(delivered), delivered);
      delivered.times = 0;
    }
    this.#pending = [];
  }

  #rowsOf({ environmentId, flags }: Delivered): readonly Row[] {
    const known = this.#rows.get(flags);
    if (known) return known.rows;
    const rows = flags.map((): Row => ({ variants: [], counts: [], at: 0 }));
    this.#rows.set(flags, { environmentId, rows });
    return rows;
  }

  #addRow(environmentId: string, key: string, row: Row | undefined): void {
    for (const [index, variant] of row?.variants.entries() ?? [])
      this.#add({
        environmentId,
        key,
        variant,
        minute: this.#minute,
        count: row?.counts[index] ?? 0,
        at: row?.at ?? 0,
      });
  }

  #add(line: Line): void {
    const name = `${line.minute} ${line.environmentId} ${line.key} ${line.variant}`;
    const known = this.#lines.get(name);
    if (known === undefined) this.#lines.set(name, { ...line });
    else {
      known.count += line.count;
      known.at = Math.max(known.at, line.at);
    }
  }
}

/** Returns how many values it counted. A flag has few variants: looking through them beats a map, and a loop beats `indexOf`. */
function countIn(rows: readonly Row[], { variants, times, at }: Delivered): number {
  let counted = 0;
  for (let index = 0; index < variants.length; index++) {
    const variant = variants[index];
    const row = rows[index];
    if (variant === null || variant === undefined || row === undefined) continue;
    let place = 0;
    while (place < row.variants.length && row.variants[place] !== variant) place++;
    if (place === row.variants.length) row.variants.push(variant);
    row.counts[place] = (row.counts[place] ?? 0) + times;
    if (at > row.at) row.at = at;
    counted += times;
  }
  return counted;
}
