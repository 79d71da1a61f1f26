import { expect, test } from "vitest";
import { canonicalText, personalHash } from "@/lib/history/chain";
import { auditRow } from "@/lib/history/entry";
import { parseRow } from "@/lib/history/row";

const origin = {
  changeSet: "11111111-1111-4111-8111-111111111111",
  actor: { kind: "user", id: "22222222-2222-4222-8222-222222222222" },
  requestId: "r-1",
  comment: null,
};
const project = { id: "33333333-3333-4333-8333-333333333333", key: "default" };
const stored = (row: ReturnType<typeof auditRow>) => ({
  ...row,
  sequence: "7",
  timestamp: new Date(0),
  hash: "h",
  previousHash: "p",
});

test("an audit row says in its canonical text all that its columns say", () => {
  const row = auditRow({ action: "project.create", project, after: { key: "default" } }, origin);
  expect(row).toMatchObject({ action: "project.create", projectId: project.id, flagId: null });
  expect(row.canonical).toBe(canonicalText(JSON.parse(row.canonical)));
  expect(parseRow(stored(row))).toMatchObject({
    id: row.id,
    sequence: 7n,
    version: 1,
    changeSet: origin.changeSet,
    action: "project.create",
    actor: origin.actor,
    project,
    environment: null,
    flag: null,
    user: null,
    before: null,
    after: { key: "default" },
    requestId: "r-1",
    personal: null,
  });
});

test("an audit row without anything personal has no personal document", () => {
  const row = auditRow({ action: "project.create" }, origin);
  expect(row).toMatchObject({ salt: null, document: null });
  expect(JSON.parse(row.canonical).personal).toBeNull();
});

test("an audit row holds of a personal document only its salted hash", () => {
  const entry = { action: "user.create", personal: { after: { username: "wilma" } } };
  const [row, other] = [auditRow(entry, origin), auditRow(entry, origin)];
  expect(row.canonical).not.toContain("wilma");
  expect(JSON.parse(row.canonical).personal).toBe(personalHash(row.salt ?? "", row.document ?? ""));
  expect(other.salt).not.toBe(row.salt);
  expect(parseRow(stored(row)).personal).toEqual({
    before: null,
    after: { username: "wilma" },
    comment: null,
  });
});

test("a comment alone makes a personal document", () => {
  const row = auditRow({ action: "flag.update" }, { ...origin, comment: "as agreed" });
  expect(row.document).toBe('{"after":null,"before":null,"comment":"as agreed"}');
  expect(row.canonical).not.toContain("as agreed");
});
