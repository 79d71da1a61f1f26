import { execFileSync } from "node:child_process";
import { expect, test } from "vitest";
import { curlCommand } from "./curl-command";

test("reads an address", () => {
  expect(curlCommand("https://hoist.test", "/projects/p/flags/a")).toBe(
    'curl -H "Authorization: Bearer $HOIST_TOKEN" "https://hoist.test/api/v1/projects/p/flags/a"',
  );
});

test("posts a body whole, whatever quotes it holds", () => {
  const body = { context: { name: `O'Neil "$HOME" \\ \`id\``, text: "ü\n" } };
  const command = curlCommand("https://hoist.test", "/x", body).replace("curl", "printf '%s\\n'");
  const said = execFileSync("sh", ["-c", command], { encoding: "utf8" }).split("\n");
  expect(JSON.parse(said[said.indexOf("-d") + 1] ?? "")).toEqual(body);
});
