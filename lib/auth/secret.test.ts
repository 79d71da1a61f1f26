import { expect, test } from "vitest";
import { hashToken, kindOf, mintToken, sameSecret, wellFormed } from "@/lib/auth/secret";

test("a minted token is well-formed, says its kind and is told apart by its prefix", () => {
  for (const kind of ["pat", "srv", "cli"] as const) {
    const { token, prefix, hash } = mintToken(kind);
    expect(token).toMatch(new RegExp(`^hst_${kind}_[0-9A-Za-z]{40}$`));
    expect(kindOf(token)).toBe(kind);
    expect(token.startsWith(prefix)).toBe(true);
    expect(hash).toBe(hashToken(token));
    expect(hash).not.toContain(token.slice(8, 20));
  }
});

test("two minted tokens differ", () => {
  expect(mintToken("pat").token).not.toBe(mintToken("pat").token);
});

test("a token with one character changed, cut or added is not well-formed", () => {
  const { token } = mintToken("pat");
  const other = token.at(20) === "x" ? "y" : "x";
  expect(wellFormed(token)).toBe(true);
  expect(wellFormed(token.slice(0, 20) + other + token.slice(21))).toBe(false);
  expect(wellFormed(token.slice(0, -1))).toBe(false);
  expect(wellFormed(`${token}0`)).toBe(false);
  expect(wellFormed(token.replace("pat", "srv"))).toBe(false);
  expect(wellFormed("")).toBe(false);
});

test("secrets of different length are compared without an error", () => {
  expect(sameSecret("a", "a")).toBe(true);
  expect(sameSecret("a", "ab")).toBe(false);
});
