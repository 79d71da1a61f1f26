import { describe, expect, it } from "vitest";
import { signInPath, wayBack } from "./way-back";

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

describe("where to sign in", () => {
  it.each([
    ["/account", "/sign-in?from=%2Faccount"],
    ["/projects/a/flags?q=b&_rsc=1x2", "/sign-in?from=%2Fprojects%2Fa%2Fflags%3Fq%3Db"],
    ["/account?_rsc=1x2", "/sign-in?from=%2Faccount"],
    ["/", "/sign-in"],
    ["/?_rsc=1x2", "/sign-in"],
    ["//evil.example", "/sign-in"],
    [null, "/sign-in"],
  ])("on the way to %s is %s", (from, address) => {
    expect(signInPath(from)).toBe(address);
  });
});
