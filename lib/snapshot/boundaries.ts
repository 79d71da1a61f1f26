import type { CompiledFlag } from "@/lib/evaluation/compile";
import { type Changed, noteFlag, nothingChanged } from "./changed";
import { type Environment, type State, touch } from "./state";

/** Timers hold no more than 24 days; an hour is as good. */
const longest = 3_600_000;

/** The next instant at which a flag of an environment may answer otherwise, after `since`, as of a revision of its flags. */
type Next = { revision: number; since: number; instant: number };

/**
 * Tells of changes that time alone brings (a toggle expires, a rule starts or ends, an exposure steps up), at their instant,
 * with one timer.
 */
export class Boundaries {
  #state: State | null = null;
  #timer: NodeJS.Timeout | null = null;
  #due = Number.POSITIVE_INFINITY;
  /** What flags bring until here is told. */
  #since = Date.now();
  #next = new WeakMap<Environment, Next>();

  constructor(private readonly announce: (changed: Changed) => void) {}

  watch(state: State): void {
    this.#state = state;
    this.#since = Date.now();
    this.rearm();
  }

  /** Looks again for the next instant: to be called after every change. */
  rearm(): void {
    const due = this.#nextInstant();
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
        this.#noteFlags(changed, environment, now);
      }
      this.#since = now;
      if (changed.environments.size > 0) this.announce(changed);
    }
    this.rearm();
  }

  #noteFlags(changed: Changed, environment: Environment, now: number): void {
    if (this.#nextOfFlags(environment) > now) return;
    for (const flag of environment.compiled.values()) {
      const passed = flag.instants.findLast((instant) => instant <= now);
      if (passed === undefined || passed <= this.#since || !isInUse(flag)) continue;
      changed.boundary = Math.max(changed.boundary ?? 0, passed);
      noteFlag(changed, environment, flag.key, flag.clientSide);
    }
    touch(environment);
  }
}

/** What is off or gone does not change with time. */
function isInUse({ enabled, killed, archived }: CompiledFlag): boolean {
  return enabled && !killed && !archived;
}

function nextOf(flag: CompiledFlag, since: number): number {
  if (flag.instants.length === 0 || !isInUse(flag)) return Number.POSITIVE_INFINITY;
  return flag.instants.find((instant) => instant > since) ?? Number.POSITIVE_INFINITY;
}
