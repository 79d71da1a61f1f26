import { describe, expect, it } from "vitest";
import table from "./cases.json";
import { compile } from "./compile";
import { evaluate, isFailed } from "./evaluate";
import { compileSegment } from "./segment";
import type {
  Condition,
  FlagDocument,
  Json,
  SegmentDocument,
  StateDocument,
  Subject,
} from "./state";

type Case = {
  name: string;
  flag: string;
  toggle?: { variant: string; expiresAt?: string };
  now?: string;
  expect: { [member: string]: Json };
};
type Flag = { archived?: boolean; variants: FlagDocument["variants"]; state: object };

const flags = new Map(
  Object.entries(table.flags as Record<string, Flag>).map(([key, flag]) => {
    const document = { key, salt: key, clientSide: true, archived: flag.archived ?? false };
    const state = { prerequisites: [], rules: [], ...flag.state } as unknown as StateDocument;
    return [key, compile({ ...document, variants: flag.variants }, state)];
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

function subjectOf({ flag, toggle }: Case): Subject {
  const expiresAt = toggle?.expiresAt ? Date.parse(toggle.expiresAt) : null;
  const toggles = new Map(toggle ? [[flag, { variant: toggle.variant, expiresAt }]] : []);
  return { targetingKey: "u-17", attributes: {}, toggles };
}

describe("the table of cases says that", () => {
  it.each((table.cases as unknown as Case[]).map((one) => [one.name, one] as const))(
    "%s",
    (_name, one) => {
      const now = Date.parse(one.now ?? "2026-01-01T00:00:00.000Z");
      const found = evaluate({ flags, segments }, one.flag, subjectOf(one), now);
      const seen: Record<string, unknown> = { ...found };
      if (!isFailed(found)) {
        seen.decidedBy = found.decidedBy.kind;
        seen.until = found.until === null ? null : new Date(found.until).toISOString();
      }
      expect(seen).toMatchObject(one.expect);
      if (!("value" in one.expect)) expect(seen).not.toHaveProperty("value");
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
    expect(ask([rule(when, "holds")])).toMatchObject({ variant: holds ? "holds" : "neither" });
    expect(ask([rule({ not: when }, "not")])).toMatchObject({ variant: holds ? "neither" : "not" });
  });
});
