import { describe, expect, it } from "vitest";
import { AnswerCache } from "./answer-cache";

const dated = {
  answer: { body: "{}", bytes: 2, tag: "", gzip: null },
  delivered: { environmentId: "", flags: [], variants: [], times: 0, at: 0 },
  until: 2_000,
};

describe("an answer that is kept", () => {
  it("is given from when it was made until time changes it, also when the clock is set back", () => {
    const cache = new AnswerCache();
    cache.keep("u-1", 7, dated, 1_000);
    const found = [999, 1_000, 1_999, 2_000].map((now) => cache.find("u-1", 7, now));
    expect(found.map((one) => one?.answer.body)).toEqual([undefined, "{}", "{}", undefined]);
    expect(cache.find("u-1", 8, 1_500)).toBeUndefined();
  });
});
