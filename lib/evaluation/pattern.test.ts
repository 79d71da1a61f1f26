import { afterEach, describe, expect, it, vi } from "vitest";
import { linearPattern } from "./pattern";

afterEach(() => vi.restoreAllMocks());

/** How often the pattern looks at a character of the text; each look costs at most as many steps as the pattern has instructions. */
function looks(pattern: string, text: string): number {
  const found = linearPattern(pattern);
  const look = vi.spyOn(String.prototype, "charCodeAt");
  expect(found.test(text)).toBe(false);
  return look.mock.calls.length;
}

describe("a pattern", () => {
  it.each(["(a+)+$", "(a|a)+$", "(a|aa)+$", "([a-z]+)*\\d", "(?i)(A+A+)+y", "^(a?){50}a{50}$"])(
    "of %s looks at each of 50,000 characters no more than twice",
    (pattern) => {
      const text = `${"a".repeat(49_999)}!`;
      const found = looks(pattern, text);
      expect(found).toBeGreaterThanOrEqual(text.length); // Else this would count something else.
      expect(found).toBeLessThanOrEqual(2 * text.length);
    },
  );

  it("that would take more than 1,000 steps for a character is refused", () => {
    expect(() => linearPattern("a{900}")).not.toThrow();
    expect(() => linearPattern("(a{0,30}){0,30}")).toThrow("too large");
  });
});
