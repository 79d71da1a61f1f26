import { describe, expect, it } from "vitest";
import { relativeWords, utcWords } from "./relative-words";

const now = Date.UTC(2026, 10, 22, 12);
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

describe("relative words", () => {
  it.each([
    [0, "just now"],
    [-44_000, "just now"],
    [30_000, "just now"],
    [-50_000, "1 minute ago"],
    [-3 * minute, "3 minutes ago"],
    [-59 * minute, "1 hour ago"],
    [-50 * minute, "50 minutes ago"],
    [-2 * hour, "2 hours ago"],
    [-day, "1 day ago"],
    [3 * day, "in 3 days"],
    [-14 * day, "2 weeks ago"],
    [-90 * day, "3 months ago"],
    [-800 * day, "2 years ago"],
  ])("say for %i ms away: %s", (away, words) => {
    expect(relativeWords(now + away, now)).toBe(words);
  });
});

it("UTC words are exact to the second and name the zone", () => {
  expect(utcWords(Date.UTC(2026, 0, 2, 3, 4, 5, 678))).toBe("2026-01-02 03:04:05 UTC");
});
