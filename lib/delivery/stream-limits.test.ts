import { describe, expect, it } from "vitest";
import { StreamLimits } from "./stream-limits";

/** Which of these addresses get a stream, one after the other. */
function admitted(limits: StreamLimits, addresses: string[], key = "key") {
  return addresses.map((address) => {
    try {
      limits.take(address, key);
      return true;
    } catch {
      return false;
    }
  });
}

describe("open streams", () => {
  it("are bounded by address; one that ends makes room once", () => {
    const limits = new StreamLimits({ perAddress: 2, perKey: 0 });
    const leave = limits.take("192.0.2.1", "key");
    expect(admitted(limits, ["192.0.2.1", "192.0.2.1", "192.0.2.2"])).toEqual([true, false, true]);
    leave();
    leave();
    expect(admitted(limits, ["192.0.2.1", "192.0.2.1"])).toEqual([true, false]);
  });

  it("are bounded by key, wherever they come from", () => {
    const limits = new StreamLimits({ perAddress: 0, perKey: 2 });
    expect(admitted(limits, ["192.0.2.1", "192.0.2.2", "192.0.2.3"])).toEqual([true, true, false]);
    expect(admitted(limits, ["192.0.2.1"], "another")).toEqual([true]);
  });

  it.each(["127.0.0.1", "127.3.2.1", "::1"])(
    "are not bounded from %s: proxies stand there",
    (address) => {
      const limits = new StreamLimits({ perAddress: 1, perKey: 3 });
      expect(admitted(limits, [address, address, address, address])).toEqual([
        true,
        true,
        true,
        false,
      ]);
    },
  );

  it("of one that is refused take no place", () => {
    const limits = new StreamLimits({ perAddress: 1, perKey: 2 });
    expect(admitted(limits, ["192.0.2.1", "192.0.2.1", "192.0.2.2"])).toEqual([true, false, true]);
  });

  it.each([
    ["2001:db8::1", "2001:db8:0:0:ffff::2"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"],
    ["fe80::1", "fe80::2"],
  ])("from %s and %s come from one network", (one, other) => {
    const limits = new StreamLimits({ perAddress: 1, perKey: 0 });
    expect(admitted(limits, [one, other, "2001:db8:1:3::1"])).toEqual([true, false, true]);
  });

  it("say how many there are and when to come back", () => {
    const limits = new StreamLimits({ perAddress: 1, perKey: 0 });
    limits.take("192.0.2.1", "key");
    expect(() => limits.take("192.0.2.1", "key")).toThrow(
      expect.objectContaining({ code: "rate_limited", status: 429, retryAfter: 10 }),
    );
  });
});
