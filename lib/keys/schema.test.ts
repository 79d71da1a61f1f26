import { describe, expect, it } from "vitest";
import { createKeySchema, origin } from "@/lib/keys/schema";

describe("origin", () => {
  it.each([
    ["https://app.example.com", "https://app.example.com"],
    ["HTTPS://App.Example.com:443", "https://app.example.com"],
    ["http://localhost:5173", "http://localhost:5173"],
    ["http://[::1]:3000", "http://[::1]:3000"],
    ["https://bücher.example", "https://xn--bcher-kva.example"],
    ["capacitor://localhost", "capacitor://localhost"],
  ])("takes %s as %s", (written, sent) => {
    expect(origin.parse(written)).toBe(sent);
  });

  it.each([
    "app.example.com",
    "https://",
    "https://app.example.com/",
    "https://app.example.com/path",
    "https://ada@app.example.com",
    "https://*.example.com",
    "https://app.example.com:99999",
    "null",
    "*",
    "",
  ])("refuses %s", (written) => {
    expect(origin.safeParse(written).success).toBe(false);
  });
});

describe("createKeySchema", () => {
  const client = { name: "web", kind: "client" };

  it("names the same origin once", () => {
    const allowedOrigins = ["https://a.example", "https://A.example:443"];
    expect(createKeySchema.parse({ ...client, allowedOrigins }).allowedOrigins).toEqual([
      "https://a.example",
    ]);
  });

  it.each([
    ["a server key with origins", { kind: "server", allowedOrigins: ["https://a.example"] }],
    ["a server key that requires an identity", { kind: "server", requireIdentity: true }],
    ["an expiry in the past", { expiresAt: "2020-01-01T00:00:00Z" }],
    ["an expiry without a time zone", { expiresAt: "2126-01-01T00:00:00" }],
    ["an empty name", { name: "  " }],
    ["another kind", { kind: "admin" }],
    ["a field it does not know", { token: "hst_cli_mine" }],
  ])("refuses %s", (_what, fields) => {
    expect(createKeySchema.safeParse({ ...client, ...fields }).success).toBe(false);
  });
});
