import { describe, expect, it } from "vitest";
import type { Plan } from "@/lib/history/state-changes";
import { draftText, followed, freshDraft, isDirty, readDraft, rebased } from "./draft";

const state: Plan & { version: number } = {
  offVariant: "off",
  prerequisites: [],
  rules: [],
  fallthrough: { variant: "on" },
  version: 3,
};
const start = freshDraft(state);
const edited = { ...start, plan: { ...start.plan, fallthrough: { variant: "off" } } };

describe("a draft", () => {
  it("is clean until something in it differs", () => {
    expect(isDirty(start)).toBe(false);
    expect(isDirty(edited)).toBe(true);
    expect(isDirty({ ...edited, plan: { ...edited.plan, fallthrough: { variant: "on" } } })).toBe(
      false,
    );
  });

  it("follows what others change beside it", () => {
    const { draft, conflict } = followed(edited, { ...state, version: 4, offVariant: "on" });
    expect(conflict).toEqual([]);
    expect(draft).toEqual({
      version: 4,
      base: { ...start.base, offVariant: "on" },
      plan: { ...edited.plan, offVariant: "on" },
    });
  });

  it("is no edit any more when both came to the same", () => {
    const { draft, conflict } = followed(edited, {
      ...state,
      version: 4,
      fallthrough: { variant: "off" },
    });
    expect(conflict).toEqual([]);
    expect(isDirty(draft)).toBe(false);
  });

  it("stands still where both changed the same part, until one version is chosen", () => {
    const theirs = {
      ...state,
      version: 4,
      offVariant: "on",
      fallthrough: { split: [{ variant: "on", weight: 100_000 }], by: "targetingKey" },
    };
    expect(followed(edited, theirs)).toEqual({ draft: edited, conflict: ["fallthrough"] });
    expect(rebased(edited, theirs, []).plan).toMatchObject({
      fallthrough: { variant: "off" },
      offVariant: "on",
    });
    const taken = rebased(edited, theirs, ["fallthrough"]);
    expect(taken.version).toBe(4);
    expect(isDirty(taken)).toBe(false);
  });

  it("survives a reload, and what cannot be read is none", () => {
    expect(readDraft(draftText(edited))).toEqual(edited);
    expect([null, "", "{", "1", "{}", '{"version":1,"base":{},"plan":{}}'].map(readDraft)).toEqual(
      Array(6).fill(null),
    );
  });
});
