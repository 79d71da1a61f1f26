import { expect, it } from "vitest";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { why } from "./why";

const toggle = {
  user: { username: "u-17", targetingKey: "u-17" },
  variant: "on",
  reason: null,
  expiresAt: null,
  creator: { username: "ada" },
  createdAt: "2026-01-01T00:00:00.000Z",
  updatedAt: "2026-01-01T00:00:00.000Z",
  pending: false,
};

const steps: ExplainedFlag["steps"] = [];

it.each([
  ["fallthrough", null, "Everybody gets on"],
  ["disabled", null, "Switched off"],
  ["toggle", toggle, "Toggle"],
  ["killed", null, "Killed for everybody"],
  ["killed", toggle, "Killed for everybody, the toggle included"],
  ["disabled", { ...toggle, pending: true }, "Switched off; the own toggle waits for confirmation"],
])("why, decided by %s, in words", (kind, toggle, words) => {
  expect(why({ steps, variant: "on", decidedBy: { kind, bucket: null }, toggle })).toBe(words);
});

it.each([
  [{ kind: "rule", rule: "r1", bucket: 7 }, "A rule gives on"],
  [{ kind: "prerequisite", flag: "billing", bucket: null }, "Needs billing, which is not met"],
  [{ kind: "fallthrough", bucket: 7 }, "A split gives on"],
])("why, decided by %j, in words", (decidedBy, words) => {
  expect(why({ steps, variant: "on", decidedBy, toggle: null })).toBe(words);
});

it("why, when nothing decided, says that it cannot be evaluated, and for what", () => {
  const undecided = { steps, variant: undefined, decidedBy: null, toggle: null };
  expect(why(undecided)).toBe("Cannot be evaluated");
  expect(why({ ...undecided, errorDetails: "There is no such flag." })).toBe(
    "Cannot be evaluated: There is no such flag.",
  );
});
