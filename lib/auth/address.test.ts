import { expect, test } from "vitest";
import { clientAddress } from "@/lib/auth/address";

const from = (value: string) => clientAddress(new Headers({ "x-forwarded-for": value }));

test("the client address is the last one, which the hoist process wrote", () => {
  expect(from("203.0.113.9")).toBe("203.0.113.9");
  expect(from("198.51.100.1, 203.0.113.9")).toBe("203.0.113.9");
});

test("an IPv6 address counts by its first 64 bits", () => {
  expect(from("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2");
  expect(from("2001:db8::1")).toBe(from("2001:DB8::ffff"));
  expect(from("2001:db8:0:1::1")).not.toBe(from("2001:db8:0:2::1"));
  expect(from("::1")).toBe("0:0:0:0");
  expect(from("::ffff:203.0.113.9")).toBe("203.0.113.9");
});

test("requests without an address share one", () => {
  expect(clientAddress(new Headers())).toBe("unknown");
});
