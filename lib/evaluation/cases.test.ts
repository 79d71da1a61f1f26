import { describe, expect, it } from "vitest";
import table from "./cases.json";
import { compile } from "./compile";
import { type Evaluation, evaluate, isFailed } from "./evaluate";
import { compileSegment } from "./segment";
import type {
  Condition,
  FlagDocument,
  Json,
  Rule,
  SegmentDocument,
  StateDocument,
  Subject,
} from "./state";
import { type Trace, Tracer } from "./trace";

type Case = {
  name: string;
  flag: string;
  /** Null for none; "u-17" unless said. */
  targetingKey?: string | null;
  attributes?: Subject["attributes"];
  /** Of the flag itself. */
  toggle?: Toggled;
  toggles?: { [flag: string]: Toggled };
  now?: string;
  expect: { [member: string]: Json };
};
type Toggled = { variant: string; expiresAt?: string };
type Flag = {
  archived?: boolean;
  salt?: string;
  variants: FlagDocument["variants"];
  state: { rules?: Partial<Rule>[] };
};
const timeless = { name: "", startsAt: null, endsAt: null };

const flags = new Map(
  Object.entries(table.flags as unknown as Record<string, Flag>).map(([key, flag]) => {
    const { archived = false, salt = key, variants } = flag;
    const rules = (flag.state.rules ?? []).map((rule) => ({ ...timeless, ...rule }) as Rule);
    const document = { key, variants, salt, archived, clientSide: true };
    const state = { prerequisites: [], ...flag.state, rules } as unknown as StateDocument;
    return [key, compile(document, state)];
  }),
);

type Held = { when: Condition; attributes: { [name: string]: Json }; holds: boolean };
type Segments = { [key: string]: Omit<SegmentDocument, "key"> };
const segments = new Map(
  Object.entries(table.segments as unknown as Segments).map(([key, segment]) => [
    key,
    compileSegment({ key, ...segment }),
  ]),
);

function subjectOf({ flag, targetingKey = "u-17", attributes = {}, ...said }: Case): Subject {
  const toggles = Object.entries({ ...(said.toggle && { [flag]: said.toggle }), ...said.toggles });
  const own = toggles.map(([key, { variant, expiresAt }]) => {
    return [key, { variant, expiresAt: expiresAt ? Date.parse(expiresAt) : null }] as const;
  });
  return { targetingKey, attributes, toggles: new Map(own) };
}

/** An evaluation as the table writes it. */
function told(found: Evaluation, { steps }: Trace): Record<string, unknown> {
  const { answer, bucket } = found;
  const until = found.until === null ? null : new Date(found.until).toISOString();
  if (isFailed(answer)) return { ...answer, until };
  const { decidedBy } = answer;
  const last = steps.at(-1);
  const serve = last && "serve" in last ? last.serve : null;
  return {
    ...{ ...answer, bucket, until, decidedBy: decidedBy.kind },
    ...(decidedBy.kind === "rule" && { rule: decidedBy.rule }),
    ...(decidedBy.kind === "prerequisite" && { prerequisite: decidedBy.flag }),
    ...(serve && "exposure" in serve && { exposureBucket: serve.exposure?.exposureBucket }),
  };
}

describe("the table of cases says that", () => {
  it.each((table.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
    "%s",
    (_name, one) => {
      const now = Date.parse(one.now ?? "2026-01-01T00:00:00.000Z");
      const tracer = new Tracer();
      const ask = [{ flags, segments }, one.flag, subjectOf(one), now] as const;
      const found = evaluate(...ask, tracer);
      expect(told(found, tracer.trace)).toMatchObject(one.expect);
      expect(evaluate(...ask)).toEqual(found);
    },
  );
});

describe("the table of conditions says that", () => {
  const named = (table.conditions as unknown as Held[]).map(
    (one) => [JSON.stringify([one.when, one.attributes, one.holds]), one] as const,
  );
  it.each(named)("%s", (_name, { when, attributes, holds }) => {
    const flag = { key: "f", salt: "f", clientSide: true, archived: false };
    const variants = ["neither", "not", "holds"].map((key) => ({ key, value: key }));
    const rule = (when: Condition, variant: string) => {
      return { id: variant, name: "", startsAt: null, endsAt: null, when, serve: { variant } };
    };
    const ask = (rules: StateDocument["rules"]) => {
      const state = { enabled: true, killed: false, offVariant: "neither", prerequisites: [] };
      const fallthrough = { variant: "neither" };
      const compiled = compile({ ...flag, variants }, { ...state, rules, fallthrough });
      const ruleset = { flags: new Map([["f", compiled]]), segments };
      return evaluate(ruleset, "f", { targetingKey: "u-17", attributes, toggles: new Map() }, 0);
    };
    const [so, not] = [ask([rule(when, "holds")]), ask([rule({ not: when }, "not")])];
    expect(so.answer).toMatchObject({ variant: holds ? "holds" : "neither" });
    expect(not.answer).toMatchObject({ variant: holds ? "neither" : "not" });
  });
});
