import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { murmur3, salted } from "./murmur3";

const text = fc.array(fc.constantFrom("a", "Z", "7", "é", "€", "😀")).map((all) => all.join(""));
const plain = (text: string) => murmur3(salted(""), text);

describe("the hash", () => {
  it.each([
    ["", 0x00000000],
    ["a", 0x3c2569b2],
    ["hello", 0x248bfa47],
    ["hello, world", 0x149bbb7f],
    ["The quick brown fox jumps over the lazy dog", 0x2e4ff723],
    ["josé", 0x51d029e5],
  ])("of %j is the published one", (text, hash) => {
    expect(plain(text)).toBe(hash);
  });

  it.each([
    ["ejOoVL", 0x00000000],
    ["bY9fO-", 0x00000001],
    ["SI7p-", 0x7fffffff],
    ["6LvT0", 0x80000000],
    ["ceQdGm", 0xffffffff],
  ])("of %j lies at an edge, as flagd's test bed says", (text, hash) => {
    expect(plain(text)).toBe(hash);
  });

  it("does not depend on where the salt ends", () => {
    fc.assert(
      fc.property(text, text, (salt, text) => {
        expect(murmur3(salted(salt), text)).toBe(plain(salt + text));
      }),
    );
  });

  it("is what the published algorithm makes of the UTF-8 bytes, of lone surrogates too", () => {
    const units = fc.array(
      fc.oneof(fc.integer({ min: 0, max: 0x7f }), fc.integer({ min: 0, max: 0xffff })),
    );
    fc.assert(
      fc.property(units, (text) => {
        const said = String.fromCharCode(...text);
        expect(plain(said)).toBe(reference(new TextEncoder().encode(said)));
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The plainest way to write it, with exact integers. */
function reference(bytes: Uint8Array): number {
  const low = (value: bigint) => BigInt.asUintN(32, value);
  const turn = (value: bigint, by: bigint) => low((value << by) | (value >> (32n - by)));
  const wordAt = (at: number) =>
    [3, 2, 1, 0].reduce((word, one) => (word << 8n) | BigInt(bytes[at + one] ?? 0), 0n);
  const mixed = (word: bigint) => low(turn(low(word * 0xcc9e2d51n), 15n) * 0x1b873593n);
  let hash = 0n;
  for (let at = 0; at < bytes.length; at += 4) {
    hash ^= mixed(wordAt(at));
    if (at + 4 <= bytes.length) hash = low(turn(hash, 13n) * 5n + 0xe6546b64n);
  }
  hash ^= BigInt(bytes.length);
  hash = low((hash ^ (hash >> 16n)) * 0x85ebca6bn);
  hash = low((hash ^ (hash >> 13n)) * 0xc2b2ae35n);
  return Number(hash ^ (hash >> 16n));
}
