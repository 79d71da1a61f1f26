import type { CompiledFlag } from "@/lib/evaluation/compile";
import { type Changed, noteFlag, nothingChanged } from "./changed";
import { type Environment, type State, touch } from "./state";

/** A timer does not hear that the clock was set: look at it that often. */
const longest = 1_000;
/** The database's clock and ours are not the same. */
const clocksApart = 10_000;

/** The next instant at which a flag of an environment may answer otherwise, after `since`, as of a revision of its flags. */
type Next = { revision: number; since: number; instant: number };

/**
 * Tells of changes that time alone brings (a toggle expires, a rule starts or ends, an exposure steps up), at their instant,
 * with one timer; also when the clock is set over such an instant, forward or back.
 */
export class Boundaries {
  #state: State | null = null;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  /** What time brings until here is told. */
  #since = Date.now();
  #next = new WeakMap<Environment, Next>();
  /** By environment id: the last instant that has passed, and the state's sequence then. */
  #last = new Map<string, { sequence: bigint; instant: number }>();

  constructor(private readonly announce: (changed: Changed) => void) {}

  /**
   * From now on this state. `at`: when its last change was made by the database's clock, epoch milliseconds; infinite when
   * nobody knows. What time has brought since then happened unseen; and where the clock was set back, something has been
   * undone unseen. That it has is returned, with the keys of what happened in the last `recentMs`.
   */
  watch(state: State, at: number, recentMs: number): Changed {
    this.#state = state;
    const now = Date.now();
    this.#since = now;
    this.#last.clear();
    const after = at - clocksApart <= now ? at - clocksApart : 0;
    const until = Math.max(now, at + clocksApart);
    const changed = nothingChanged(state.sequence, now);
    for (const environment of state.environments.values()) {
      const instant = Math.max(
        this.#noteFlags(nothingChanged(0n, 0), environment, after, until),
        environment.toggles.lastExpiry(until),
      );
      if (instant <= after) continue;
      // What had passed when the last change was made, and is to come again, was undone by now.
      const last = Math.min(instant, now);
      this.#last.set(environment.id, { sequence: state.sequence, instant: last });
      if (last > now - recentMs) noteAll(changed, environment);
    }
    this.rearm();
    return changed;
  }

  /** The last instant that changed something in an environment after the state's last change; 0 when none did. */
  lastOf(environmentId: string): number {
    const last = this.#last.get(environmentId);
    return last && last.sequence === this.#state?.sequence ? last.instant : 0;
  }

  /** Looks again for the next instant: to be called after every change. */
  rearm(): void {
    if (!this.#state) return;
    const due = this.#nextInstant();
    if (due === this.#due && this.#timer) return;
    this.#disarm();
    this.#due = due;
    this.#timer = setTimeout(() => this.#fire(), Math.min(Math.max(due - Date.now(), 0), longest));
    this.#timer.unref();
  }

  close(): void {
    this.#state = null;
    this.#disarm();
  }

  #disarm(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #nextInstant(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const environment of this.#state?.environments.values() ?? [])
      next = Math.min(
        next,
        environment.toggles.nextExpiry() ?? next,
        this.#nextOfFlags(environment),
      );
    return next;
  }

  #nextOfFlags(environment: Environment): number {
    const known = this.#next.get(environment);
    const { flagsRevision: revision } = environment;
    if (known && known.revision === revision && known.since === this.#since) return known.instant;
    let instant = Number.POSITIVE_INFINITY;
    for (const flag of environment.compiled.values())
      instant = Math.min(instant, nextOf(flag, this.#since));
    this.#next.set(environment, { revision, since: this.#since, instant });
    return instant;
  }

  #fire(): void {
    this.#timer = null;
    const now = Date.now();
    if (this.#state && now < this.#since) this.#turnBack(this.#state, now);
    // A timer may ring a millisecond early, or to look at the clock: then it is set again.
    else if (this.#state && this.#due <= now) this.#pass(this.#state, now);
    this.rearm();
  }

  #pass(state: State, now: number): void {
    const changed = { ...nothingChanged(state.sequence, now), boundary: this.#due };
    for (const environment of state.environments.values()) {
      for (const { flag, expiresAt } of environment.toggles.expire(now)) {
        changed.boundary = Math.max(changed.boundary, expiresAt ?? 0);
        noteFlag(changed, environment, flag.key, flag.document.clientSide);
        touch(environment);
      }
      if (this.#nextOfFlags(environment) > now) continue;
      const last = this.#noteFlags(changed, environment, this.#since, now);
      changed.boundary = Math.max(changed.boundary, last);
      touch(environment);
    }
    this.#since = now;
    this.#tell(changed);
  }

  /** What had expired or begun in a time that is to come again is undone, and will be told again. */
  #turnBack(state: State, now: number): void {
    const changed = { ...nothingChanged(state.sequence, now), boundary: now };
    for (const environment of state.environments.values()) {
      for (const { flag } of environment.toggles.revive(now, this.#since))
        noteFlag(changed, environment, flag.key, flag.document.clientSide);
      this.#noteFlags(changed, environment, now, this.#since);
      touch(environment);
    }
    this.#since = now;
    this.#tell(changed);
  }

  #tell(changed: Changed & { boundary: number }): void {
    const { sequence, boundary: instant, environments } = changed;
    for (const id of environments.keys()) this.#last.set(id, { sequence, instant });
    if (environments.size > 0) this.announce(changed);
  }

  /** Notes flags that have an instant after one time and not after another; the last of these instants. */
  #noteFlags(changed: Changed, environment: Environment, after: number, until: number): number {
    let last = after;
    for (const flag of environment.compiled.values()) {
      const passed = flag.instants.findLast((instant) => instant <= until);
      if (passed === undefined || passed <= after || !isInUse(flag)) continue;
      noteFlag(changed, environment, flag.key, flag.clientSide);
      last = Math.max(last, passed);
    }
    return last;
  }
}

function noteAll(changed: Changed, environment: Environment): void {
  for (const { key, clientSide } of environment.compiled.values())
    noteFlag(changed, environment, key, clientSide);
}

/** What is off or gone does not change with time. */
function isInUse({ enabled, killed, archived }: CompiledFlag): boolean {
  return enabled && !killed && !archived;
}

function nextOf(flag: CompiledFlag, since: number): number {
  if (flag.instants.length === 0 || !isInUse(flag)) return Number.POSITIVE_INFINITY;
  return flag.instants.find((instant) => instant > since) ?? Number.POSITIVE_INFINITY;
}
