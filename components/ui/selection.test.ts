import { describe, expect, it } from "vitest";
import { coverage, pressed, pressedAll } from "./selection";

const keys = ["a", "b", "c", "d"];

describe("a selection", () => {
  it("takes and leaves one at a time", () => {
    expect([...pressed(new Set(["a"]), keys, "c")]).toEqual(["a", "c"]);
    expect([...pressed(new Set(["a", "c"]), keys, "a")]).toEqual(["c"]);
  });

  it("takes or leaves a range, in either direction", () => {
    expect([...pressed(new Set(["b"]), keys, "d", "b")]).toEqual(["b", "c", "d"]);
    expect([...pressed(new Set(keys), keys, "a", "c")]).toEqual(["d"]);
  });

  it("takes one alone when the start of the range is not listed any more", () => {
    expect([...pressed(new Set(), keys, "c", "gone")]).toEqual(["c"]);
  });

  it("knows whether none, some or all of what is listed is in it", () => {
    expect(coverage(new Set(["other"]), keys)).toBe("none");
    expect(coverage(new Set(["a"]), keys)).toBe("some");
    expect(coverage(new Set([...keys, "other"]), keys)).toBe("all");
    expect(coverage(new Set(), [])).toBe("none");
  });

  it("of all leaves alone what is not listed", () => {
    expect([...pressedAll(new Set(["other", "a"]), keys)]).toEqual(["other", ...keys]);
    expect([...pressedAll(new Set(["other", ...keys]), keys)]).toEqual(["other"]);
  });
});
