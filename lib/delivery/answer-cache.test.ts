import { describe, expect, it } from "vitest";
import { AnswerCache } from "./answer-cache";
import type { Dated } from "./body";

const later = Number.POSITIVE_INFINITY;

function dated(body: string, until = later): Dated {
  const bytes = Buffer.byteLength(body);
  const delivered = { environmentId: "e", flags: [], variants: [], times: 0, at: 0 };
  return { answer: { body, bytes, tag: body.slice(0, 8), gzip: null }, delivered, until };
}

/** Asked for twice. */
function keep(cache: AnswerCache, ...what: Parameters<AnswerCache["offer"]>) {
  for (let time = 0; time < 2; time++) cache.offer(...what);
}

describe("answers kept for repeated contexts", () => {
  it("stay within their bytes under a flood of contexts, whatever these are made of", () => {
    const bytes = 100_000;
    const cache = new AnswerCache(bytes);
    for (let n = 0; n < 5_000; n++) {
      const body = (n % 2 ? "é" : "e").repeat(1 + ((n * 7_919) % 3_000));
      keep(cache, `asked ${n}`, 1, dated(body), 0);
      expect(cache.held).toBeLessThanOrEqual(2 * bytes);
    }
    expect(cache.held).toBeGreaterThan(bytes);
  });

  it("are kept from the second time on, of a flood of names as of a few", () => {
    const cache = new AnswerCache(10_000);
    const isKept = (asked: string, revision = 1) => {
      cache.offer(asked, revision, dated("answer"), 0);
      return cache.find(asked, revision, 0) !== undefined;
    };
    expect([isKept("regular"), isKept("regular"), isKept("regular", 2)]).toEqual([
      false,
      true,
      true,
    ]);
    for (let n = 0; n < 5_000; n++) {
      expect(isKept(`passer-by ${n}`)).toBe(false);
      expect(cache.held).toBeLessThanOrEqual(2_000);
    }
  });

  it("are not kept when one alone is too large", () => {
    const cache = new AnswerCache(1_000);
    keep(cache, "small", 1, dated("small"), 0);
    keep(cache, "large", 1, dated("x".repeat(1_000)), 0);
    expect(cache.find("large", 1, 0)).toBeUndefined();
    expect(cache.find("small", 1, 0)).toBeDefined();
  });

  it("are counted once when they are made again", () => {
    const cache = new AnswerCache(10_000);
    keep(cache, "asked", 1, dated("first"), 0);
    const { held } = cache;
    for (let revision = 2; revision < 100; revision++)
      keep(cache, "asked", revision, dated("later"), 0);
    expect(cache.held).toBe(held);
  });

  it("stay while they are asked for, however many others come", () => {
    const cache = new AnswerCache(10_000);
    keep(cache, "regular", 1, dated("regular"), 0);
    for (let n = 0; n < 1_000; n++) {
      keep(cache, `passer-by ${n}`, 1, dated("x".repeat(500)), 0);
      expect(cache.find("regular", 1, 0)?.answer.body).toBe("regular");
    }
    expect(cache.find("passer-by 0", 1, 0)).toBeUndefined();
  });

  it.each([
    ["a change", 2, 10],
    ["the instant at which time changes it", 1, 20],
    ["a clock set back", 1, 4],
  ])("are not given after %s", (_what, revision, now) => {
    const cache = new AnswerCache();
    keep(cache, "asked", 1, dated("kept", 20), 5);
    expect(cache.find("asked", 1, 19)).toBeDefined();
    expect(cache.find("asked", revision, now)).toBeUndefined();
  });
});
