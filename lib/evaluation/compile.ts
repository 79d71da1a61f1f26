import type { FlagDocument, Json, StateDocument } from "./state";

/** OpenFeature's reasons, and PREREQUISITE_FAILED of ours. */
export type Reason =
  | "DISABLED"
  | "STATIC"
  | "DEFAULT"
  | "TARGETING_MATCH"
  | "SPLIT"
  | "PREREQUISITE_FAILED";

/** What decided, for the explain views. */
export type DecidedBy = { kind: "killed" | "toggle" | "disabled" | "fallthrough" };

/** An answer. `until`: the epoch milliseconds at which it may change by time alone, or null. */
export type Served = {
  readonly variant: string;
  readonly value: Json;
  /** The variant is not the off variant. */
  readonly enabled: boolean;
  readonly reason: Reason;
  readonly decidedBy: DecidedBy;
  readonly until: number | null;
  /** The members `enabled, value, variant, reason` as JSON, braces left out: written once, copied into every body. */
  readonly members: string;
};

/** One flag in one environment, ready to be evaluated. Every answer that depends on nobody is made here, once. */
export type CompiledFlag = {
  readonly key: string;
  readonly clientSide: boolean;
  readonly archived: boolean;
  readonly killed: boolean;
  readonly enabled: boolean;
  /** Why it has no answers, or null. */
  readonly broken: string | null;
  readonly whenKilled: Served;
  readonly whenDisabled: Served;
  readonly fallthrough: Served;
  readonly whenToggled: ReadonlyMap<string, Served>;
};

/** The document says something that cannot be evaluated. */
export class CannotCompile extends Error {}

/** Makes a flag and its state ready. Throws CannotCompile. */
export function compile(flag: FlagDocument, state: StateDocument): CompiledFlag {
  const values = new Map(flag.variants.map(({ key, value }) => [key, value]));
  const serve = (variant: string, reason: Reason, kind: DecidedBy["kind"]): Served => {
    const value = values.get(variant);
    if (value === undefined) throw new CannotCompile(`There is no variant "${variant}".`);
    const enabled = variant !== state.offVariant;
    const answer = { enabled, value, variant, reason };
    const members = JSON.stringify(answer).slice(1, -1);
    return { ...answer, decidedBy: { kind }, until: null, members };
  };

  return {
    key: flag.key,
    clientSide: flag.clientSide,
    archived: flag.archived,
    killed: state.killed,
    enabled: state.enabled,
    broken: null,
    whenKilled: serve(state.offVariant, "DISABLED", "killed"),
    whenDisabled: serve(state.offVariant, "DISABLED", "disabled"),
    fallthrough: serve(fallthroughVariant(state), "STATIC", "fallthrough"),
    whenToggled: new Map(
      flag.variants.map(({ key }) => [key, serve(key, "TARGETING_MATCH", "toggle")]),
    ),
  };
}

/** Stands for a flag that never could be compiled: known, and without an answer. */
export function brokenFlag(flag: FlagDocument, broken: string): CompiledFlag {
  const none: Served = {
    variant: "",
    value: null,
    enabled: false,
    reason: "DISABLED",
    decidedBy: { kind: "disabled" },
    until: null,
    members: "",
  };
  return {
    key: flag.key,
    clientSide: flag.clientSide,
    archived: flag.archived,
    killed: false,
    enabled: false,
    broken,
    whenKilled: none,
    whenDisabled: none,
    fallthrough: none,
    whenToggled: new Map(),
  };
}

/** A document of a newer version must never be half understood: what is not evaluated here is refused by name. */
function fallthroughVariant(state: StateDocument): string {
  if (state.rules.length > 0) throw new CannotCompile("This version does not evaluate rules.");
  if (state.prerequisites.length > 0)
    throw new CannotCompile("This version does not evaluate prerequisites.");
  if (!("variant" in state.fallthrough))
    throw new CannotCompile("This version does not evaluate splits.");
  return state.fallthrough.variant;
}
