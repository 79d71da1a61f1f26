import { describe, expect, it } from "vitest";
import { addMonths, dayAfterKey, dayKey, dayWords, monthWords, weeksOf } from "./calendar-days";

const day = (text: string) => {
  const [year, month, date] = text.split("-").map(Number);
  return { year: year!, month: month!, day: date! };
};
const reached = (from: string, key: string, shift = false) => {
  const to = dayAfterKey(day(from), key, shift);
  return to && dayKey(to);
};

describe("the calendar", () => {
  it("shows whole weeks from Monday, no more than the month touches", () => {
    const weeks = weeksOf(day("2026-11-22"));
    expect(weeks).toHaveLength(6);
    expect(dayKey(weeks[0]![0]!)).toBe("2026-10-26");
    expect(dayKey(weeks[5]![6]!)).toBe("2026-12-06");
    expect(weeksOf(day("2027-02-01"))).toHaveLength(4);
  });

  it("goes to the last day of a shorter month", () => {
    expect(dayKey(addMonths(day("2026-01-31"), 1))).toBe("2026-02-28");
    expect(dayKey(addMonths(day("2028-02-29"), 12))).toBe("2029-02-28");
    expect(dayKey(addMonths(day("2026-01-15"), -1))).toBe("2025-12-15");
  });

  it("is walked with the keys of every calendar", () => {
    expect(reached("2026-11-22", "ArrowRight")).toBe("2026-11-23");
    expect(reached("2026-11-22", "ArrowUp")).toBe("2026-11-15");
    expect(reached("2026-11-25", "Home")).toBe("2026-11-23");
    expect(reached("2026-11-25", "End")).toBe("2026-11-29");
    expect(reached("2026-11-30", "PageDown")).toBe("2026-12-30");
    expect(reached("2026-11-30", "PageUp", true)).toBe("2025-11-30");
    expect(reached("2026-11-30", "a")).toBeUndefined();
  });

  it("names days and months in full", () => {
    expect(dayWords(day("2026-11-22"))).toBe("Sunday, November 22, 2026");
    expect(monthWords(day("2026-11-22"))).toBe("November 2026");
  });
});
