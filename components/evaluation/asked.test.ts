import { expect, it } from "vitest";
import { askedIn } from "./asked";

it("reads what an address asks, else what is known", () => {
  const at = "2026-12-01T09:00:00.000Z";
  expect(askedIn({ context: '{"plan":"pro"}', at })).toEqual({
    ...{ input: { context: { plan: "pro" }, at }, error: null },
  });
  const known = { targetingKey: "u-17" };
  expect(askedIn({}, known)).toEqual({ input: { context: known }, error: null });
});

it("says what is wrong with an address", () => {
  const wrong = (search: { context?: string; at?: string }) => askedIn(search).error;
  for (const context of ["{", "7", "[]"])
    expect(wrong({ context })).toMatch(/^The context in this address cannot be read/);
  expect(wrong({ context: '{"targetingKey":7}' })).toBe("Send the targeting key as text.");
  expect(wrong({ at: "tomorrow" })).toBe("Use a time such as 2026-12-01T09:00:00Z.");
});
