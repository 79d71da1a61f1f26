import { describe, expect, test } from "vitest";
import { breaches, rules } from "./words.ts";

/** [what the rule is about, a file, its text]. */
const breaking: [string, string, string][] = [
  ["opens a transaction", "lib/flags/queries.ts", "await database().$transaction(async () => {})"],
  ["opens a transaction", "server/main.ts", "client.$transaction([one])"],
  ["may write", "lib/toggles/mutations/put.ts", 'await client.query("BEGIN")'],
  ["through `tx`", "lib/users/queries.ts", "database().user.update({ data })"],
  [
    "through `tx`",
    "lib/auth/session.ts",
    "const db = database();\ndb.membership\n  .createMany({})",
  ],
  ["through `tx`", "lib/auth/login.ts", "await database().$executeRaw`UPDATE`"],
  ["into the log", "lib/flags/mutations/create.ts", "tx.$queryRaw`SELECT append_audit(1)`"],
  ["mints actors", "app/api/v1/flags/route.ts", 'import { mintActor } from "@/lib/auth/actor";'],
  ["mints actors", "lib/flags/actions.ts", "const actor = { id } as unknown as Actor;"],
  ["one client", "lib/flags/queries.ts", "new PrismaClient({ adapter })"],
  ["switched-off", "lib/flags/queries.test.ts", `test${"."}only("x", run)`],
  ["switched-off", "components/flags/row.tsx", `// ${"@ts"}-ignore`],
];

describe("the rules about words", () => {
  test.each(breaking)("catch %s in %s", (rule, path, text) => {
    expect([...breaches(path, `\n${text}`)]).toEqual([expect.stringContaining(rule)]);
  });

  test("name the line", () => {
    const [sentence] = breaches("lib/x.ts", "one\ntwo\ndb.$transaction(run)");
    expect(sentence).toMatch(/^lib\/x\.ts:3 /);
  });

  test.each([
    ["lib/change.ts", "database().$transaction(run)"],
    ["lib/flags/mutations/create.ts", "await tx.featureFlag.create({ data })"],
    [
      "lib/flags/mutations/create.ts",
      "await tx.featureFlag\n  .update({ data }); tx.$executeRaw`x`",
    ],
    ["lib/jobs/usage.ts", "database().apiKey.update({ data })"],
    ["lib/auth/person.ts", "return mintActor({ ...nobody })"],
    ["lib/testing/factories.ts", "database().user.create({ data })"],
    ["lib/snapshot/toggles.ts", "this.toggles.delete(id)"],
    ["components/flags/row.tsx", "role={row as Actor2}"],
  ])("let %s say %s", (path, text) => {
    expect([...breaches(path, text)]).toEqual([]);
  });

  test("are each tried above", () => {
    for (const { name } of rules) {
      expect(
        breaking.some(([rule]) => name.includes(rule)),
        name,
      ).toBe(true);
    }
  });
});
