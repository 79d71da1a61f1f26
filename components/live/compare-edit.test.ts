import { describe, expect, it } from "vitest";
import { compareEdit } from "./compare-edit";

const base = { name: "Checkout", tags: "web" };

describe("an edit in progress", () => {
  it("is none while nothing is typed", () => {
    const now = { ...base, name: "New checkout" };
    expect(compareEdit(base, now, base)).toEqual({
      typed: false,
      same: false,
      moved: [{ name: "name", theirs: "New checkout", yours: "New checkout" }],
    });
  });

  it("shows what somebody else changed beside what was typed", () => {
    const now = { ...base, name: "Theirs" };
    expect(compareEdit(base, now, { ...base, name: "Mine", version: "3" })).toEqual({
      typed: true,
      same: false,
      moved: [{ name: "name", theirs: "Theirs", yours: "Mine" }],
    });
  });

  it("has no version of its own where nothing was typed", () => {
    const now = { name: "Theirs", tags: "shop" };
    expect(compareEdit(base, now, { ...base, name: "Mine" }).moved).toEqual([
      { name: "name", theirs: "Theirs", yours: "Mine" },
      { name: "tags", theirs: "shop", yours: "shop" },
    ]);
  });

  it("is not disturbed by a change of what the form does not hold", () => {
    expect(compareEdit(base, base, { ...base, tags: "shop" })).toMatchObject({
      typed: true,
      moved: [],
    });
  });

  it("is at its end when both came to the same", () => {
    const now = { ...base, tags: "shop" };
    expect(compareEdit(base, now, now).same).toBe(true);
  });

  it("takes a field that posts nothing as untouched", () => {
    expect(compareEdit(base, base, {}).typed).toBe(false);
  });
});
