import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { localInput, utcOf, zoneWords } from "./local-time";

describe("a time chosen in the browser", () => {
  const zone = process.env.TZ;
  beforeEach(() => {
    process.env.TZ = "Asia/Kolkata";
  });
  afterEach(() => {
    process.env.TZ = zone;
  });

  it("is sent in UTC and shown in the reader's zone", () => {
    expect(utcOf("2026-12-01T09:00")).toBe("2026-12-01T03:30:00.000Z");
    expect(localInput("2026-12-01T03:30:00.000Z")).toBe("2026-12-01T09:00");
  });

  it("names its zone", () => {
    expect(zoneWords(new Date("2026-12-01T00:00:00Z"))).toMatch(/^Asia\/\w+ \(UTC\+5:30\)$/);
  });

  it("is none when nothing is chosen", () => {
    expect(utcOf("")).toBe("");
    expect(localInput(null)).toBe("");
  });
});
