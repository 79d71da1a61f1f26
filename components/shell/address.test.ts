import { describe, expect, it } from "vitest";
import { pagesAround, searchOf, withSearch } from "./address";

it("the search of an address takes the last of repeated names and drops empty ones", () => {
  expect(searchOf({ q: ["a", "b"], tag: "", env: undefined, sort: "key" })).toEqual({
    q: "b",
    sort: "key",
  });
});

it("an address with changed parameters keeps the others and drops nulls", () => {
  expect(withSearch("/flags", { q: "a b", cursor: "x" }, { cursor: null, tag: "ü" })).toBe(
    "/flags?q=a+b&tag=%C3%BC",
  );
  expect(withSearch("/flags", { q: "a" }, { q: null })).toBe("/flags");
});

describe("pages around a page", () => {
  const follow = (address: string | undefined) =>
    searchOf(Object.fromEntries(new URL(address ?? "", "http://h").searchParams));

  it("lead forward and the same way back", () => {
    const first = pagesAround("/flags", { q: "a" }, "two");
    expect(first.previous).toBeUndefined();
    const second = pagesAround("/flags", follow(first.next), "three");
    const third = pagesAround("/flags", follow(second.next), null);
    expect(third.next).toBeUndefined();
    expect(follow(third.previous)).toEqual(follow(first.next));
    expect(follow(second.previous)).toEqual({ q: "a" });
  });
});
