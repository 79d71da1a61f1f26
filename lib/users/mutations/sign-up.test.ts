import { beforeAll, expect, test, vi } from "vitest";
import { newTrace } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { createActor, unique } from "@/lib/testing/factories";
import { expectAuditRow, expectNoTrace } from "@/lib/testing/log";
import { createUser } from "@/lib/users/mutations/create";
import { signUp } from "@/lib/users/mutations/sign-up";
import { signUpSchema } from "@/lib/users/schema";

vi.mock("@/lib/env", () => ({
  env: () => ({ HOST: "127.0.0.1", HOIST_SIGN_UP: "open", HOIST_SIGN_UP_ROLE: "member" }),
}));

const password = "quiet harbour lamp";
const join = (username: string, email?: string) =>
  signUp(signUpSchema.parse({ username, password, email }), newTrace());
const taken = (field: string) => ({ code: "conflict", field });

beforeAll(() => join("first"));

test("a sign-up writes an unconfirmed member and its audit row, with the names in the personal part alone", async () => {
  const username = unique("Ada");
  const email = `${unique("ada")}@Example.com`;
  const { id } = await join(username, email);

  const user = await database().user.findUniqueOrThrow({
    where: { id },
    include: { memberships: true },
  });
  expect(user).toMatchObject({ username, targetingKey: username, memberships: [] });
  expect(user).toMatchObject({ email: email.toLowerCase(), confirmed: false, active: true });

  const row = await expectAuditRow(
    { action: "user.create", userId: id },
    {
      actor: { kind: "user", id },
      before: null,
      after: {
        id,
        role: "member",
        active: true,
        confirmed: false,
        epoch: 0,
        createdAt: user.createdAt.toISOString(),
        updatedAt: user.updatedAt.toISOString(),
      },
    },
  );
  expect(row.personal?.after).toEqual({
    username,
    targetingKey: username,
    email: email.toLowerCase(),
    attributes: {},
  });
  const { canonical } = await database().auditLog.findUniqueOrThrow({ where: { id: row.id } });
  for (const secret of [username, email.toLowerCase(), user.passwordHash ?? "?", password]) {
    expect(canonical).not.toContain(secret);
  }
});

test("a sign-up with a known username in any case, targeting key or e-mail address is a conflict", async () => {
  const admin = await createActor("admin");
  const known = unique("known");
  const targetingKey = unique("u");
  const email = `${known}@example.com`;
  await createUser(admin, { username: known, targetingKey, email });

  expect(await expectNoTrace(() => join(known))).toMatchObject(taken("username"));
  expect(await expectNoTrace(() => join(known.toUpperCase()))).toMatchObject(taken("username"));
  expect(await expectNoTrace(() => join(targetingKey))).toMatchObject(taken("username"));
  expect(await expectNoTrace(() => join(unique("other"), email.toUpperCase()))).toMatchObject(
    taken("email"),
  );
});

test("a sign-up with a common password or one's own name is invalid", async () => {
  const short = { code: "invalid", field: "password" };
  const common = { username: unique("u"), password: "password1234" };
  expect(await expectNoTrace(() => signUp(common, newTrace()))).toMatchObject(short);
  const own = { username: "a-name-of-some-length", password: "A-name-of-some-length" };
  expect(await expectNoTrace(() => signUp(own, newTrace()))).toMatchObject(short);
});

test("ten sign-ups of one name at once make one account", async () => {
  const username = unique("race");
  const results = await Promise.allSettled(Array.from({ length: 10 }, () => join(username)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  for (const result of results) {
    if (result.status === "rejected") expect(result.reason).toMatchObject(taken("username"));
  }
});
