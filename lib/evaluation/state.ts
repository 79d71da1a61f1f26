/** What is evaluated, in the shapes of the wire contract. Instants inside documents are RFC 3339 texts. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

export type Variant = { key: string; value: Json };

/** The part of a flag that its evaluation needs, the same in every environment. */
export type FlagDocument = {
  key: string;
  variants: Variant[];
  salt: string;
  archived: boolean;
  /** May client keys have it. Carried along, decides nothing here. */
  clientSide: boolean;
};

/** One flag in one environment. */
export type StateDocument = {
  enabled: boolean;
  killed: boolean;
  offVariant: string;
  prerequisites: Prerequisite[];
  rules: Rule[];
  fallthrough: Serve;
};

export type Prerequisite = { flag: string; variants: string[] };

export type Rule = {
  id: string;
  name: string;
  startsAt: string | null;
  endsAt: string | null;
  when: Condition;
  serve: Serve;
};

export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { segment: string }
  | { attribute: string; op: string; values: Json[] };

/** Named conditions that rules refer to by key. Included and excluded are targeting keys; excluded wins. */
export type SegmentDocument = {
  key: string;
  conditions: Condition;
  included: string[];
  excluded: string[];
};

/** A variant, or shares of variants in thousandths of a percent among those that the exposure takes in. */
export type Serve = { variant: string } | { split: Weight[]; by: string; exposure?: Exposure };

export type Weight = { variant: string; weight: number };

/** The share that takes part: fixed, or in steps over time. */
export type Exposure = number | { at: string; weight: number }[];

/** Who asks: what the client app says, and the toggles of that targeting key by flag key. */
export type Subject = {
  targetingKey: string | null;
  attributes: { readonly [name: string]: Json };
  toggles: { get(flag: string): Toggle | undefined };
};

/** A toggle of the subject. `expiresAt` in epoch milliseconds: at that instant it no longer counts. */
export type Toggle = { readonly variant: string; readonly expiresAt: number | null };
