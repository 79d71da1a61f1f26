import type pg from "pg";
import type { AuditRow } from "@/lib/history/row";
import { Boundaries } from "./boundaries";
import { type Changed, note, nothingChanged } from "./changed";
import { hangUp, listen } from "./connection";
import type { Disk } from "./disk";
import { DiskKeeper } from "./disk-keeper";
import { readFeed, readHash, readRecent, readTime, reread, rowsTold, UnreadableRow } from "./feed";
import { loadState, readLedger } from "./load";
import { Recent } from "./recent";
import { apply } from "./reducer";
import type { State } from "./state";
import { Wake } from "./wake";

type Log = { info(message: string): void; warn(details: object, message: string): void };
type Listener = (changed: Changed) => void;

export type Options = { connectionString: string; log: Log; disk?: Disk };

const pollEvery = 1_000;
const reconnectAfter = 500;
export const recentSeconds = 30;

/** Starts to follow the database; returns at once and never throws. See `Snapshot`. */
export function followSnapshot(options: Options): Snapshot {
  return new Snapshot(options);
}

/**
 * A state that is kept current: loaded once, then changed by the log. Asking the ledger every second is the truth; notices
 * only make it immediate. While the database is away the last state stays, and what was missed is read when it is back.
 */
export class Snapshot {
  /** Null until `loaded`. A reader must not keep it across an await. */
  state: State | null = null;
  /** Resolves when there is a state: from the database or, when it is down, from disk. */
  readonly loaded: Promise<void>;
  readonly recent = new Recent();
  #connected = false;
  #lamented = false;
  #ledger = 0n;
  #agreedAt = Date.now();
  #closed = false;
  #client: pg.Client | null = null;
  #listeners = new Set<Listener>();
  #named = new Map<string, string>();
  #wake = new Wake();
  #announceLoaded = () => {};
  #boundaries = new Boundaries((changed) => this.announce(changed));
  #keeper: DiskKeeper | null;
  #running: Promise<void>;

  constructor(private readonly options: Options) {
    this.loaded = new Promise((resolve) => {
      this.#announceLoaded = resolve;
    });
    this.#keeper = options.disk ? new DiskKeeper(options.disk, options.log) : null;
    this.#running = this.#run();
  }

  /** Calls the listener after every change, when the state has it. Returns what ends that. */
  onChange(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits until the state has this sequence. False when `ms` have passed before. */
  async catchUp(atLeast: bigint, ms: number): Promise<boolean> {
    const end = performance.now() + ms; // The clock may be set meanwhile.
    while (!this.#has(atLeast) && performance.now() < end && !this.#closed)
      await this.#wake.nextRead(end - performance.now());
    return this.#has(atLeast);
  }

  /**
   * Waits for a sequence that a client says it was told of: at most `ms`, and not when the log, read after this call, does
   * not go that far (the database was restored from a backup, or the client made it up).
   */
  async reach(told: bigint, ms: number): Promise<"there" | "absent" | "late"> {
    const end = performance.now() + ms;
    while (!this.#has(told)) {
      const left = end - performance.now();
      if (left <= 0 || this.#closed) return "late";
      const isRead = await this.#wake.nextRead(left);
      if (isRead && !this.#has(told) && this.#ledger < told) return "absent";
    }
    return "there";
  }

  /** The last instant that changed something in an environment after the last change; epoch milliseconds, 0 when none did. */
  lastBoundary(environmentId: string): number {
    return this.#boundaries.lastOf(environmentId);
  }

  /** Waits for one read of the log that starts after this call. False when the database does not answer. */
  async refresh(ms: number): Promise<boolean> {
    return this.#connected && (await this.#wake.nextRead(ms));
  }

  /** What is not well, in words; empty when all is. */
  degraded(): string[] {
    const named = [...(this.state?.degraded ?? [])].map(([thing, cause]) => `${thing} ${cause}`);
    return this.#connected ? named : ["database", ...named];
  }

  /**
   * The sequence here and that of the ledger when it was last read, and when both were last known to be the same (epoch
   * milliseconds; at first when this began). `disk`: how often the snapshot was kept on disk.
   */
  get standing() {
    const [sequence, ledger] = [this.state?.sequence ?? 0n, this.#ledger];
    return { sequence, ledger, agreedAt: this.#agreedAt, disk: this.#keeper?.tally };
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#boundaries.close();
    this.#wake.end();
    if (this.#client) hangUp(this.#client);
    await this.#running;
    if (this.state) await this.#keeper?.close(this.state);
  }

  #has(sequence: bigint): boolean {
    return this.state !== null && this.state.sequence >= sequence;
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#followConnection();
      } catch (error) {
        if (this.#closed) break;
        this.#lament(error);
      }
      this.#connected = false;
      this.#wake.readFailed();
      if (this.state === null && !this.#closed) await this.#fromDisk();
      if (!this.#closed) await this.#wake.pause(reconnectAfter);
    }
  }

  /** Once an outage. */
  #lament(error: unknown): void {
    if (!this.#lamented) this.options.log.warn({ err: error }, "the database does not answer");
    this.#lamented = true;
  }

  async #followConnection(): Promise<void> {
    const { connectionString } = this.options;
    let broken = false;
    const onNotice = (said: string) => this.#wake.notice(said);
    const onBroken = () => {
      broken = true;
      this.#wake.notice();
    };
    const client = await listen(connectionString, onNotice, onBroken);
    this.#client = client;
    try {
      for (let due = 0; !this.#closed && !broken; ) {
        const isDue = performance.now() >= due || this.#wake.isAwaited;
        if (isDue || !(await this.#believe(client, this.#wake.heard()))) {
          due = performance.now() + pollEvery;
          await this.#ask(client);
        }
        if (this.#has(this.#ledger)) this.#agreedAt = Date.now();
        if (this.state) this.#keeper?.offer(this.state);
        await this.#wake.sleep(due - performance.now());
      }
    } finally {
      this.#client = null;
      hangUp(client);
    }
  }

  /** Takes what notices told when it is what comes next, or known already; false when the log is to be asked instead. */
  async #believe(client: pg.Client, notices: string[]): Promise<boolean> {
    const { state } = this;
    const told = notices.map(rowsTold);
    if (!state || told.some((rows) => rows.length === 0)) return false;
    const news = told.flat().filter(({ sequence }) => sequence > state.sequence);
    if (news.some(({ previousHash }, n) => previousHash !== (news[n - 1]?.hash ?? state.head)))
      return false;
    const last = news.at(-1);
    if (!last) return true;
    await this.#take(client, state, news);
    if (this.#ledger < last.sequence) this.#ledger = last.sequence;
    return true;
  }

  async #ask(client: pg.Client): Promise<void> {
    this.#wake.readStarts();
    await this.#read(client);
    this.#connected = true;
    this.#lamented = false;
    this.#wake.readDone();
  }

  async #read(client: pg.Client): Promise<void> {
    const ledger = await readLedger(client);
    this.#ledger = ledger.sequence;
    let state = this.state;
    if (!state || !(await continues(client, state, ledger))) {
      await this.#reload(client);
      return;
    }
    while (state.sequence < ledger.sequence) {
      const rows = await readFeed(client, state.sequence).catch(unreadable);
      if (rows instanceof UnreadableRow) return this.#passOver(client, rows);
      if (rows.length === 0) return;
      if (rows[0]?.previousHash !== state.head) return this.#reload(client);
      await this.#take(client, state, rows);
      state = this.state ?? state;
    }
  }

  async #take(client: pg.Client, state: State, rows: AuditRow[]): Promise<void> {
    const read = await reread(client, rows);
    apply(state, rows, read);
    this.#nameDegraded(state);
    this.announce(changedBy(state, rows));
  }

  /** Nobody knows what a row says that cannot be read; the tables hold what came of it. */
  async #passOver(client: pg.Client, { sequence, message }: UnreadableRow): Promise<void> {
    await this.#reload(client);
    if (!this.state) return;
    this.state.degraded.set(`change ${sequence}`, `not applied: ${message}`);
    this.#nameDegraded(this.state);
  }

  /** At the start, and when the database is another one or was restored from a backup. */
  async #reload(client: pg.Client): Promise<void> {
    const again = this.state !== null;
    if (again) this.options.log.info("the database is not what it was; loading everything again");
    const state = await loadState(client);
    for (const row of await readRecent(client, state.sequence, recentSeconds))
      this.recent.note(changedBy(state, [row]));
    this.#set(state, await readTime(client, state.sequence));
    if (again) this.announce({ ...nothingChanged(state.sequence, Date.now()), reloaded: true });
  }

  async #fromDisk(): Promise<void> {
    const state = (await this.options.disk?.read()) ?? null;
    if (!state || this.#closed) return;
    this.options.log.info("answering from the snapshot on disk until the database is back");
    this.#set(state, Number.POSITIVE_INFINITY);
    // Whoever asked another process a moment ago may have been told less.
    this.recent.noteAll();
  }

  /** `at`: when its last change was made, epoch milliseconds; infinite when nobody knows. */
  #set(state: State, at: number): void {
    this.state = state;
    this.recent.note(this.#boundaries.watch(state, at, recentSeconds * 1_000));
    this.#nameDegraded(state);
    this.#announceLoaded();
  }

  /** Logs each once. */
  #nameDegraded({ degraded }: State): void {
    for (const [thing, cause] of degraded)
      if (this.#named.get(thing) !== cause)
        this.options.log.warn({ thing, cause }, "what cannot be understood stays as it was");
    this.#named = new Map(degraded);
  }

  /** Notes a change and tells the listeners of it. */
  announce(changed: Changed): void {
    this.recent.note(changed);
    this.#boundaries.rearm();
    for (const listener of this.#listeners) listener(changed);
  }
}

function unreadable(error: unknown): UnreadableRow {
  if (error instanceof UnreadableRow) return error;
  throw error;
}

/** Whether what the database holds comes after what this state holds. */
async function continues(
  client: pg.Client,
  state: State,
  ledger: Awaited<ReturnType<typeof readLedger>>,
) {
  if (ledger.installation !== state.installation) return false;
  if (ledger.sequence === state.sequence) return ledger.head === state.head;
  if (ledger.sequence < state.sequence) return false;
  return state.sequence === 0n || (await readHash(client, state.sequence)) === state.head;
}

function changedBy(state: State, rows: readonly AuditRow[]): Changed {
  const last = rows.at(-1);
  const changed = nothingChanged(last?.sequence ?? 0n, last?.timestamp.getTime() ?? 0);
  for (const row of rows) note(changed, state, row);
  return changed;
}
