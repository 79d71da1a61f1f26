import { type CompiledCondition, segmentsOf, sharedCondition } from "./condition";
import { CannotCompile } from "./failure";
import { type Fingerprint, fingerprintOf } from "./fingerprint";
import { parseInstant } from "./instant";
import { type CompiledServe, compileServe } from "./serve";
import type { FlagDocument, Json, Prerequisite, Rule, StateDocument } from "./state";

/** OpenFeature's reasons, and PREREQUISITE_FAILED of ours. */
export type Reason =
  | "DISABLED"
  | "STATIC"
  | "DEFAULT"
  | "TARGETING_MATCH"
  | "SPLIT"
  | "PREREQUISITE_FAILED";

/** What decided, for the explain views: also which rule, by its id, or which prerequisite, by its flag. */
export type DecidedBy =
  | { readonly kind: "killed" | "toggle" | "disabled" | "fallthrough" }
  | { readonly kind: "prerequisite"; readonly flag: string }
  | { readonly kind: "rule"; readonly rule: string };

/** An answer, made once and given to everybody whom it is for. */
export type Served = {
  readonly variant: string;
  readonly value: Json;
  /** The variant is not the off variant. */
  readonly enabled: boolean;
  readonly reason: Reason;
  readonly decidedBy: DecidedBy;
  /** The members `enabled, value, variant, reason` as JSON, braces left out: written once, copied into every body. */
  readonly members: string;
  /** `value, variant, reason` alike, the reason one of OpenFeature's own. */
  readonly standardMembers: string;
  /** `members` as a member of its flag's name, and `standardMembers` as an object with its flag's key: whole, for those who learn no more. */
  readonly entry: string;
  readonly standardEntry: string;
  /** Of all of these, what decided included. */
  readonly fingerprint: Fingerprint;
  /** The same of what decided: `"rule":"…"`, or empty. */
  readonly ruleMember: string;
  /** All of these have as many bytes as characters. */
  readonly isPlain: boolean;
};

export type CompiledPrerequisite = {
  readonly flag: string;
  readonly variants: ReadonlySet<string>;
  readonly whenFailed: Served;
};

export type CompiledRule = {
  readonly id: string;
  readonly name: string;
  /** Epoch milliseconds, infinite where it is open. */
  readonly startsAt: number;
  readonly endsAt: number;
  readonly when: CompiledCondition;
  readonly serve: CompiledServe<Served>;
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
  /** For those whom the fallthrough's split leaves out. */
  readonly whenLeftOut: Served;
  readonly whenToggled: ReadonlyMap<string, Served>;
  readonly prerequisites: readonly CompiledPrerequisite[];
  readonly rules: readonly CompiledRule[];
  readonly fallthrough: CompiledServe<Served>;
  /** Epoch milliseconds, ascending: where time alone may change its answers. Toggles have theirs. */
  readonly instants: readonly number[];
  /** The segments that its rules name. */
  readonly segments: ReadonlySet<string>;
};

/** Makes a flag and its state ready. Throws CannotCompile. */
export function compile(flag: FlagDocument, state: StateDocument): CompiledFlag {
  const answers = answersOf(flag, state);
  const off = (reason: Reason, decidedBy: DecidedBy) =>
    answers(state.offVariant, reason, decidedBy, ["offVariant"]);
  const isStatic = state.rules.length === 0 && state.prerequisites.length === 0;
  const decidedBy = { kind: "fallthrough" } as const;
  const rules = state.rules.map((rule, at) => compileRule(rule, flag.salt, answers, ["rules", at]));
  const fallthrough = compileServe(
    state.fallthrough,
    flag.salt,
    (variant, isShare, path) => {
      const reason = isShare ? "SPLIT" : isStatic ? "STATIC" : "DEFAULT";
      return answers(variant, reason, decidedBy, path);
    },
    ["fallthrough"],
  );
  return {
    key: flag.key,
    clientSide: flag.clientSide,
    archived: flag.archived,
    killed: state.killed,
    enabled: state.enabled,
    broken: null,
    whenKilled: off("DISABLED", { kind: "killed" }),
    whenDisabled: off("DISABLED", { kind: "disabled" }),
    whenLeftOut: off("DEFAULT", decidedBy),
    whenToggled: new Map(
      flag.variants.map(({ key }) => [
        key,
        answers(key, "TARGETING_MATCH", { kind: "toggle" }, ["variants"]),
      ]),
    ),
    prerequisites: state.prerequisites.map((one) => compilePrerequisite(one, off)),
    rules,
    fallthrough,
    instants: instantsOf(rules, fallthrough),
    segments: new Set(rules.flatMap(({ when }) => segmentsOf(when))),
  };
}

type Path = readonly (string | number)[];
type Answers = (variant: string, reason: Reason, decidedBy: DecidedBy, path: Path) => Served;

function answersOf(flag: FlagDocument, { offVariant }: StateDocument): Answers {
  const key = JSON.stringify(flag.key);
  const values = new Map(flag.variants.map(({ key, value }) => [key, value]));
  return (variant, reason, decidedBy, path) => {
    const value = values.get(variant);
    if (value === undefined) throw new CannotCompile(`There is no variant "${variant}".`, path);
    const enabled = variant !== offVariant;
    const own = membersOf({ value, variant, reason });
    const standard = reason === "PREREQUISITE_FAILED" ? "DISABLED" : reason;
    const members = `"enabled":${enabled},${own}`;
    const ruleMember = decidedBy.kind === "rule" ? `"rule":${JSON.stringify(decidedBy.rule)}` : "";
    const standardMembers =
      standard === reason ? own : membersOf({ value, variant, reason: standard });
    return {
      enabled,
      value,
      variant,
      reason,
      decidedBy,
      members,
      standardMembers,
      entry: inOnePiece(`${key}:{${members}}`),
      standardEntry: inOnePiece(`{"key":${key},${standardMembers},"metadata":{}}`),
      ruleMember,
      fingerprint: fingerprintOf(`${key}:{${members},${ruleMember}}`),
      isPlain: isPlain(`${key}${members}${ruleMember}`),
    };
  };
}

/** What was put together stays in pieces in memory, and would be put together again in every answer. */
function inOnePiece(text: string): string {
  return Buffer.from(text).toString();
}

/** Whether it has as many bytes as characters. */
export function isPlain(text: string): boolean {
  return Buffer.byteLength(text) === text.length;
}

function membersOf(answer: object): string {
  return JSON.stringify(answer).slice(1, -1);
}

function compilePrerequisite(
  { flag, variants }: Prerequisite,
  off: (reason: Reason, decidedBy: DecidedBy) => Served,
): CompiledPrerequisite {
  const whenFailed = off("PREREQUISITE_FAILED", { kind: "prerequisite", flag });
  return { flag, variants: new Set(variants), whenFailed };
}

function compileRule(rule: Rule, salt: string, answers: Answers, path: Path): CompiledRule {
  const { id, name, when, serve } = rule;
  const decidedBy = { kind: "rule", rule: id } as const;
  return {
    id,
    name,
    startsAt: instant(rule.startsAt, Number.NEGATIVE_INFINITY, [...path, "startsAt"]),
    endsAt: instant(rule.endsAt, Number.POSITIVE_INFINITY, [...path, "endsAt"]),
    when: sharedCondition(when, [...path, "when"]),
    serve: compileServe(
      serve,
      salt,
      (variant, isShare, path) =>
        answers(variant, isShare ? "SPLIT" : "TARGETING_MATCH", decidedBy, path),
      [...path, "serve"],
    ),
  };
}

function instant(text: string | null, open: number, path: Path): number {
  if (text === null) return open;
  const found = parseInstant(text);
  if (found === null) throw new CannotCompile("This is no time.", path);
  return found;
}

function instantsOf(rules: CompiledRule[], fallthrough: CompiledServe<Served>): number[] {
  const steps = ({ split }: CompiledServe<Served>) => split?.exposure?.instants ?? [];
  const all = [
    ...rules.flatMap(({ startsAt, endsAt, serve }) => [startsAt, endsAt, ...steps(serve)]),
    ...steps(fallthrough),
  ];
  return [...new Set(all.filter(Number.isFinite))].sort((left, right) => left - right);
}

/** Stands for a flag that never could be compiled: known, and without an answer. */
export function brokenFlag(flag: FlagDocument, broken: string): CompiledFlag {
  const none: Served = {
    enabled: false,
    value: null,
    variant: "",
    reason: "DISABLED",
    decidedBy: { kind: "disabled" },
    members: "",
    standardMembers: "",
    entry: "",
    standardEntry: "",
    ruleMember: "",
    fingerprint: fingerprintOf(""),
    isPlain: true,
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
    whenLeftOut: none,
    whenToggled: new Map(),
    prerequisites: [],
    rules: [],
    fallthrough: { split: null, answer: none },
    instants: [],
    segments: new Set(),
  };
}
