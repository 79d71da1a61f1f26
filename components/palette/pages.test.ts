import { expect, it } from "vitest";
import { matches, pagesOf } from "./pages";

it("the palette leads members to their own pages only", () => {
  expect(pagesOf(undefined).map(({ to }) => to)).toEqual(["/my-features", "/account"]);
  expect(pagesOf("shop").map(({ to }) => to)).toContain("/projects/shop/flags");
});

it("an entry matches words in any order and case", () => {
  expect(matches("Audit log", "LOG aud")).toBe(true);
  expect(matches("Audit log", "")).toBe(true);
  expect(matches("Audit log", "log x")).toBe(false);
});
