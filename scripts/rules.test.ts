import { spawnSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

/** [rule, file that breaks it, what the file imports]. */
const breaches: [string, string, string][] = [
  ["nothing-imports-app", "components/flags/a.tsx", "@/app/page"],
  ["lib-imports-no-ui-and-no-process", "lib/users/queries.ts", "@/components/ui/button"],
  ["lib-imports-no-ui-and-no-process", "lib/delivery/hub.ts", "@/server/main"],
  ["only-tests-import-testing", "lib/users/actions.ts", "@/lib/testing/factories"],
  ["what-ships-needs-no-development-package", "lib/delivery/pace.ts", "playwright"],
  ["evaluation-is-pure", "lib/evaluation/now.ts", "node:crypto"],
  ["evaluation-is-pure", "lib/evaluation/own.ts", "@/lib/errors"],
  ["history-is-pure", "lib/history/disk.ts", "node:fs"],
  ["history-is-pure", "lib/history/mail.ts", "@/lib/log"],
  ["snapshot-knows-machines-only", "lib/snapshot/rooms.ts", "@/lib/flags/queries"],
  ["delivery-reads-snapshots-only", "lib/delivery/live.ts", "@/lib/flags/queries"],
  ["openapi-knows-schemas-only", "lib/openapi/operations/flags.ts", "@/lib/flags/queries"],
  ["only-auth-knows-next-auth", "lib/tokens/actions.ts", "next-auth"],
  ["the-hoist-process-needs-no-next", "server/jobs.ts", "@/lib/keys/actions"],
  ["policy-and-schema-are-isomorphic", "lib/flags/schema.ts", "node:fs"],
  ["policy-and-schema-are-isomorphic", "lib/toggles/schema.ts", "@/lib/flags/mutations/create"],
  ["policy-and-schema-are-isomorphic", "lib/flags/schema/state.ts", "@/lib/flags/queries"],
  ["policy-and-schema-are-isomorphic", "lib/flags/policy.ts", "@/lib/flags/queries"],
  ["reads-and-writes-know-no-next", "lib/keys/mutations.ts", "next/navigation"],
  ["reads-and-writes-know-no-next", "lib/audit/queries.ts", "@/lib/auth/session"],
  [
    "only-queries-and-plumbing-hold-the-database",
    "lib/toggles/actions.ts",
    "@/lib/database/client",
  ],
  [
    "only-queries-and-plumbing-hold-the-database",
    "lib/audit/mutations.ts",
    "@/lib/database/client",
  ],
  ["only-reads-and-writes-speak-prisma", "lib/audit/actions.ts", "@/lib/generated/prisma/client"],
  ["only-machines-hold-a-driver", "lib/environments/queries.ts", "pg"],
  ["plumbing-knows-no-room", "lib/plumbing.ts", "@/lib/flags/schema"],
  ["pages-never-write", "app/flags/page.tsx", "@/lib/flags/mutations/create"],
  ["pages-never-write", "app/layout.tsx", "@/lib/change"],
  ["routes-only-gate-read-and-render", "app/api/v1/flags/route.ts", "zod"],
  ["routes-only-gate-read-and-render", "app/users/page.tsx", "@/lib/snapshot/rooms"],
  ["ui-knows-no-domain", "components/ui/badge.tsx", "@/lib/evaluation/types"],
  ["ui-knows-no-domain", "components/ui/card.tsx", "@/components/toggles/row"],
  ["components-reach-the-server-through-actions", "components/flags/b.tsx", "@/lib/flags/queries"],
  ["components-reach-the-server-through-actions", "components/flags/c.tsx", "@/lib/auth/session"],
];

/** Imports that look alike and are right. */
const innocent: [string, string][] = [
  ["app/api/v1/users/route.ts", "@/lib/flags/mutations/create"],
  ["app/audit/page.tsx", "@/lib/flags/queries"],
  ["components/toggles/list.tsx", "@/lib/keys/actions"],
  ["lib/flags/policy.test.ts", "@/lib/testing/factories"],
  ["lib/projects/queries.ts", "@/lib/database/client"],
  ["lib/projects/mutations.ts", "@/lib/flags/queries"],
  ["lib/projects/schema.ts", "zod"],
  ["lib/openapi/document.ts", "@/lib/errors"],
  ["server/proxy.ts", "@/lib/delivery/answer"],
];

/** What is imported above and imports nothing itself, or only this. */
const targets: Record<string, string> = {
  "app/page.tsx": "",
  "components/ui/button.tsx": "",
  "components/toggles/row.tsx": "",
  "lib/auth/session.ts": "",
  "lib/change.ts": "",
  "lib/database/client.ts": "",
  "lib/delivery/answer.ts": "",
  "lib/errors.ts": "",
  "lib/evaluation/types.ts": "",
  "lib/flags/mutations/create.ts": "",
  "lib/flags/queries.ts": "",
  "lib/generated/prisma/client.ts": "",
  "lib/keys/actions.ts": 'import "server-only";\n',
  "lib/log.ts": "",
  "lib/testing/factories.ts": "",
  "server/main.ts": "",
};

const packages = ["next", "next-auth", "pg", "server-only", "zod"];
const root = fs.mkdtempSync(join(os.tmpdir(), "hoist-rules-"));
const write = (path: string, text: string) => {
  fs.mkdirSync(dirname(join(root, path)), { recursive: true });
  fs.writeFileSync(join(root, path), text);
};

let broken: string[];

/** What the check says of the trial's files under these rules. */
function check(rules: string): string[] {
  write(".dependency-cruiser.cjs", rules);
  const script = join(import.meta.dirname, "dependencies.ts");
  const run = spawnSync(process.execPath, ["--import", import.meta.resolve("tsx"), script], {
    cwd: root,
    encoding: "utf8",
  });
  expect(run.status).toBe(1);
  return run.stderr.split("\n");
}

beforeAll(() => {
  const versions = Object.fromEntries(packages.map((name) => [name, "1.0.0"]));
  const manifest = { dependencies: versions, devDependencies: { playwright: "1.0.0" } };
  write("package.json", JSON.stringify({ name: "trial", type: "module", ...manifest }));
  write("tsconfig.json", JSON.stringify({ compilerOptions: { paths: { "@/*": ["./*"] } } }));
  for (const name of [...packages, "playwright"]) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, main: "index.js" }));
    write(`node_modules/${name}/index.js`, "");
  }
  write("node_modules/next/navigation.js", "");
  for (const [path, text] of Object.entries(targets)) write(path, `${text}export const it = 1;\n`);
  for (const [, path, imported] of breaches) write(path, `import "${imported}";\n`);
  for (const [path, imported] of innocent) write(path, `import "${imported}";\n`);
  write("lib/keys/a.ts", 'import "./b";\n');
  write("lib/keys/b.ts", 'import "./a";\n');
  write("lib/keys/lost.ts", 'import "./nowhere";\n');
  broken = check(fs.readFileSync(".dependency-cruiser.cjs", "utf8"));
}, 60_000);

afterAll(() => fs.rmSync(root, { recursive: true }));

const breachesOf = (file: string) =>
  broken
    .map((sentence) => /^([\w-]+): (\S+)/.exec(sentence))
    .filter((found) => found?.[2] === file)
    .map((found) => found?.[1]);

describe("the dependency rules", () => {
  test.each(breaches)("catch %s: %s imports %s", (rule, file) => {
    expect(breachesOf(file)).toEqual([rule]);
  });

  test.each(innocent)("let %s import %s", (file) => {
    expect(breachesOf(file)).toEqual([]);
  });

  test("catch a circle and a path that leads nowhere", () => {
    expect(breachesOf("lib/keys/a.ts")).toEqual(["no-cycles"]);
    expect(breachesOf("lib/keys/lost.ts")).toEqual(["everything-resolves"]);
  });

  test("catch a file that was not looked at", () => {
    const blind = 'module.exports = { forbidden: [], options: { includeOnly: "^app/" } }';
    expect(check(blind)).toContain("not looked at: lib/errors.ts");
  }, 20_000);
});
