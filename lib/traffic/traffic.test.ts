import { describe, expect, it } from "vitest";
import { window } from "./sample";
import { Traffic } from "./traffic";

const someone = { targetingKey: "u", attributes: {} };

describe("the traffic", () => {
  it("looks at so many polls in a tenth of a second, and at no more whatever the number of environments", () => {
    const traffic = new Traffic(0);
    const wanted = (now: number, polls: number) =>
      Array.from({ length: polls }, (_, poll) => traffic.wants(`e${poll % 2}`, 10, now)).filter(
        Boolean,
      ).length;
    expect(wanted(1_000, 200)).toBe(50);
    expect(wanted(1_099, 200)).toBe(0);
    expect(wanted(1_100, 30)).toBe(30);
    expect(wanted(1_150, 30)).toBe(20);
    // The clock was put back.
    expect(wanted(10, 200)).toBe(50);
  });

  it("leaves out what is too large or comes too fast, and says so there", () => {
    const traffic = new Traffic(0);
    expect(traffic.wants("large", 4_097, 1)).toBe(false);
    expect(traffic.wants("small", 4_096, 1)).toBe(true);
    traffic.note("small", someone, 1);
    expect(traffic.of("large")?.isPart(1)).toBe(true);
    expect(traffic.of("small")?.isPart(1)).toBe(false);
    for (let poll = 0; poll < 50; poll++) traffic.wants("small", 1, 1);
    expect(traffic.of("small")?.isPart(1)).toBe(true);
    expect(traffic.of("another")).toBeUndefined();
  });

  it("keeps so many environments, knows nothing of others, and forgets those that are quiet", () => {
    const traffic = new Traffic(0);
    for (let at = 0; at < 64; at++) traffic.note(`e${at}`, someone, 1);
    traffic.note("late", someone, 1);
    expect([traffic.of("e0")?.size, traffic.of("late")]).toEqual([1, null]);
    traffic.note("e1", someone, 10);
    traffic.forget(window + 1);
    expect([traffic.of("e0"), traffic.of("e1")?.size]).toEqual([undefined, 1]);
    traffic.note("late", someone, window + 1);
    expect(traffic.of("late")?.size).toBe(1);
  });

  it("reaches back an hour at most, and to its beginning at most", () => {
    const traffic = new Traffic(1_000);
    expect([1_000, 5 * 60_000 + 1_000, 10 * window].map((now) => traffic.minutes(now))).toEqual([
      1, 5, 60,
    ]);
  });
});
