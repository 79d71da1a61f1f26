import { describe, expect, it } from "vitest";
import { wayBack } from "./way-back";

describe("the way back after signing in", () => {
  it.each([
    ["/projects/default/flags?q=a%20b&env=x", "/projects/default/flags?q=a%20b&env=x"],
    ["/account#tokens", "/account"],
    ["/", "/"],
  ])("of %s is %s", (from, to) => {
    expect(wayBack(from)).toBe(to);
  });

  it.each([
    "https://evil.example",
    "//evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "/.//evil.example",
    "/a/..//evil.example",
    "javascript:alert(1)",
    "flags",
    "",
    "//",
    null,
    undefined,
    ["/flags"],
  ])("is none for %j, which leads elsewhere", (from) => {
    expect(wayBack(from)).toBeNull();
  });
});
