import { expect, it } from "vitest";
import { excerpt } from "./excerpt";

it("an excerpt leaves short texts alone but for their line breaks", () => {
  expect(excerpt("  One\n\tline. ")).toBe("One line.");
});

it("an excerpt cuts long texts between graphemes", () => {
  const family = "👩‍👩‍👧‍👦";
  expect(excerpt(family.repeat(5), 3)).toBe(`${family.repeat(3)}…`);
  expect(excerpt("é".normalize("NFD").repeat(200), 10)).toBe(`${"é".normalize("NFD").repeat(10)}…`);
});

it("an excerpt of 2,000 characters is short", () => {
  expect(excerpt("Größe und 漢字. ".repeat(150)).length).toBeLessThan(200);
});
