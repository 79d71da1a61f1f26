import type {
  Exposure,
  FlagDocument,
  Rule,
  SegmentDocument,
  Serve,
  StateDocument,
} from "@/lib/evaluation/state";
import { CannotExport, instantOf, logicOf } from "./flagd-conditions";
import {
  all,
  any,
  attributeOf,
  choose,
  hasCome,
  is,
  isAmong,
  type Logic,
  not,
  targetingKey,
  tellsApart,
} from "./flagd-logic";

/** A toggle that counts. `expiresAt` in epoch milliseconds. */
export type ExportedToggle = { targetingKey: string; variant: string; expiresAt: number | null };

export type ExportedFlag = {
  flag: FlagDocument;
  state: StateDocument;
  toggles: readonly ExportedToggle[];
};

export type Estate = {
  flags: { get(key: string): ExportedFlag | undefined };
  segments: { get(key: string): SegmentDocument | undefined };
};

/** No variant's name: flagd has no answer then, as Hoist has none. */
const noAnswer = "(no targeting key)";
const whole = 100_000;
const mostFlags = 128;

/** What one flag serves, in JsonLogic: a variant's key or something that leads to one; and what could not be said, in words. */
export function servedBy(exported: ExportedFlag, estate: Estate): { logic: Logic; left: string[] } {
  const translation = new Translation(estate);
  const logic = translation.flag(exported);
  return { logic, left: [...translation.left] };
}

class Translation {
  readonly left = new Set<string>();
  #flags = 0;

  constructor(private readonly estate: Estate) {}

  flag({ flag, state, toggles }: ExportedFlag): Logic {
    const { offVariant } = state;
    this.#flags++;
    if (state.killed) return offVariant;
    const met = all(
      state.prerequisites.map(({ flag: key, variants }) => this.#isMet(key, variants)),
    );
    const own = togglesOf(toggles);
    const rest = state.enabled ? this.#byRules(flag, state) : offVariant;
    return choose([[not(met), offVariant], ...own], rest);
  }

  #isMet(key: string, variants: string[]): Logic {
    const needed = this.estate.flags.get(key);
    if (!needed || needed.flag.archived || needed.state.killed) return false;
    if (this.#flags >= mostFlags) {
      this.left.add(
        `the prerequisite ${key}: there are too many behind it, so it counts as not met`,
      );
      return false;
    }
    const isOn = needed.state.enabled || any(togglesOf(needed.toggles).map(([when]) => when));
    const served = this.flag(needed);
    return all([
      isOn,
      typeof served === "string" ? variants.includes(served) : isAmong(served, variants),
    ]);
  }

  #byRules({ salt }: FlagDocument, { rules, fallthrough, offVariant }: StateDocument): Logic {
    const pairs: [Logic, Logic][] = [];
    for (const rule of rules) {
      try {
        const inTime = all([started(rule), not(ended(rule))]);
        const when = logicOf(rule.when, this.estate.segments);
        pairs.push([all([inTime, when, takesIn(rule.serve, salt)]), shareOf(rule.serve, salt)]);
      } catch (error) {
        if (!(error instanceof CannotExport)) throw error;
        this.left.add(`the rule ${rule.name || rule.id}, left out because of ${error.message}`);
      }
    }
    return choose([...pairs, [takesIn(fallthrough, salt), shareOf(fallthrough, salt)]], offVariant);
  }
}

/** For each variant, who is toggled to it. */
function togglesOf(toggles: readonly ExportedToggle[]): [Logic, Logic][] {
  const forEver = new Map<string, string[]>();
  const pairs: [Logic, Logic][] = [];
  for (const toggle of toggles) {
    const { targetingKey: key, variant, expiresAt } = toggle;
    if (expiresAt === null) forEver.set(variant, [...(forEver.get(variant) ?? []), key]);
    else pairs.push([all([is(targetingKey, key), not(hasCome(expiresAt))]), variant]);
  }
  for (const [variant, keys] of forEver) pairs.push([isAmong(targetingKey, keys), variant]);
  return pairs;
}

function started({ startsAt }: Rule): Logic {
  return startsAt === null ? true : hasCome(instantOf(startsAt));
}

function ended({ endsAt }: Rule): Logic {
  return endsAt === null ? false : hasCome(instantOf(endsAt));
}

function takesIn(serve: Serve, salt: string): Logic {
  if ("variant" in serve) return true;
  const value = bucketing(serve.by);
  const exposed = serve.exposure === undefined ? true : exposes(serve.exposure, salt, value);
  const known = tellsApart(value);
  // Without a targeting key it has no answer; without another attribute it does not apply.
  if (value === targetingKey) return exposed === true ? true : any([not(known), exposed]);
  return all([known, exposed]);
}

function exposes(exposure: Exposure, salt: string, value: Logic): Logic {
  const share = (weight: number): Logic => {
    if (weight <= 0 || weight >= whole) return weight > 0;
    const hashed = { cat: [`${salt}/exposure`, value] };
    return is({ fractional: [hashed, ["in", weight], ["out", whole - weight]] }, "in");
  };
  if (typeof exposure === "number") return share(exposure);
  const latestFirst = [...exposure].reverse();
  return choose(
    latestFirst.map(({ at, weight }) => [hasCome(instantOf(at)), share(weight)]),
    false,
  );
}

function shareOf(serve: Serve, salt: string): Logic {
  if ("variant" in serve) return serve.variant;
  const value = bucketing(serve.by);
  const shares = serve.split.filter(({ weight }) => weight > 0);
  const [only] = shares;
  const logic: Logic =
    only && shares.length === 1
      ? only.variant
      : {
          fractional: [
            { cat: [salt, value] },
            ...shares.map(({ variant, weight }) => [variant, weight]),
          ],
        };
  return value === targetingKey ? choose([[tellsApart(value), logic]], noAnswer) : logic;
}

function bucketing(by: string): Logic {
  if (by === "targetingKey") return targetingKey;
  // Conditions say which paths flagd cannot walk.
  logicOf({ attribute: by, op: "exists", values: [] }, new Map());
  return attributeOf(by);
}
