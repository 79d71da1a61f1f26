import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readTyped, timeText, zoneWords } from "./date-time";

const before = process.env.TZ;
beforeAll(() => {
  process.env.TZ = "Europe/Berlin";
});
afterAll(() => {
  process.env.TZ = before;
});

describe("a typed time", () => {
  it("means the reader's zone or UTC, as chosen", () => {
    expect(readTyped("2026-11-22 18:00", "local")).toEqual({
      kind: "time",
      utc: "2026-11-22T17:00:00.000Z",
    });
    expect(readTyped("2026-11-22T18:00", "utc")).toEqual({
      kind: "time",
      utc: "2026-11-22T18:00:00.000Z",
    });
  });

  it("may be a day alone: its first minute", () => {
    expect(readTyped(" 2026-7-1 ", "local")).toEqual({
      kind: "time",
      utc: "2026-06-30T22:00:00.000Z",
    });
  });

  it("may be pasted whole, and then its own zone counts", () => {
    for (const zone of ["local", "utc"] as const)
      expect(readTyped("2026-11-22T18:00:05+05:30", zone)).toEqual({
        kind: "time",
        utc: "2026-11-22T12:30:05.000Z",
      });
  });

  it("is refused with what to do when it is none", () => {
    const message = (text: string) => readTyped(text, "local");
    expect(readTyped("", "utc")).toEqual({ kind: "empty" });
    expect(message("tomorrow")).toMatchObject({ message: expect.stringContaining("Type year") });
    for (const text of ["2026-02-30 10:00", "2026-13-01", "2026-01-01 24:30", "2026-01-01 10:75"])
      expect(message(text)).toMatchObject({ message: expect.stringContaining("no such day") });
  });

  it("in the hour that summer time skips is refused here and taken in UTC", () => {
    expect(readTyped("2026-03-29 02:30", "local")).toMatchObject({
      message: expect.stringContaining("clocks go forward"),
    });
    expect(readTyped("2026-03-29 02:30", "utc").kind).toBe("time");
  });

  it("is what it is shown as, at every minute of both zones", () => {
    const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 * 60 });
    fc.assert(
      fc.property(minutes, fc.constantFrom("local", "utc"), (minute, zone) => {
        const utc = new Date(minute * 60_000).toISOString();
        const read = readTyped(timeText(utc, zone), zone);
        // The hour that winter time repeats is told once: its first pass.
        const apart = read.kind === "time" ? Date.parse(utc) - Date.parse(read.utc) : Number.NaN;
        expect([0, 3_600_000]).toContain(apart);
        if (zone === "utc") expect(apart).toBe(0);
      }),
    );
  });
});

it("the zone is named with what it is worth at that moment", () => {
  expect(zoneWords("local", new Date("2026-01-01"))).toBe("Europe/Berlin (UTC+1)");
  expect(zoneWords("local", new Date("2026-07-01"))).toBe("Europe/Berlin (UTC+2)");
  expect(zoneWords("utc", new Date())).toBe("UTC");
});
