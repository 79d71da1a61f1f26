import { execFileSync } from "node:child_process";
import { createHmac } from "node:crypto";
import { expect, it } from "vitest";
import { keySnippet } from "@/components/keys/key-snippet";
import type { NewKey } from "@/lib/keys/schema";

const key: NewKey = {
  id: "1",
  name: "web",
  kind: "client",
  prefix: "hst_cli_abcd",
  allowedOrigins: [],
  requireIdentity: false,
  creator: { username: "ada" },
  createdAt: "2026-11-22T10:00:00.000Z",
  expiresAt: null,
  lastUsedAt: null,
  token: "hst_cli_abcdef",
  identitySecret: "0123456789abcdef",
};

it("keySnippet polls this server with this token", () => {
  expect(keySnippet("https://hoist.example.com", key)).toBe(
    'curl "https://hoist.example.com/api/flags?targetingKey=u-17" \\\n  -H "Authorization: Bearer hst_cli_abcdef"',
  );
});

it("keySnippet proves the identity where the key requires one, as a shell works it out", () => {
  const snippet = keySnippet("http://127.0.0.1:3000", { ...key, requireIdentity: true });
  const sent = execFileSync("sh", ["-c", snippet.replace(/^curl/, "printf '%s\\n'")]).toString();
  const proof = createHmac("sha256", "0123456789abcdef").update("u-17").digest("hex");
  expect(sent.trim().split("\n")).toContain(`X-Hoist-Identity: ${proof}`);
});
