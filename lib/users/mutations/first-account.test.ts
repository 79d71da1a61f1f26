import { expect, test, vi } from "vitest";
import { newTrace } from "@/lib/auth/actor";
import { systemActor } from "@/lib/auth/system";
import { database } from "@/lib/database/client";
import { auditRows, expectNoTrace, verifyChain } from "@/lib/testing/log";
import { createUser } from "@/lib/users/mutations/create";
import { ensureAdminFromSettings, signUp } from "@/lib/users/mutations/sign-up";
import { signUpTerms } from "@/lib/users/queries";

// The tests of this file follow each other: an installation has only one first account.
const settings = vi.hoisted(() => ({
  HOST: "0.0.0.0",
  HOIST_SIGN_UP: "closed",
  HOIST_SIGN_UP_ROLE: "member",
  HOIST_SIGN_UP_CODE: undefined as string | undefined,
  HOIST_ADMIN_USERNAME: undefined as string | undefined,
  HOIST_ADMIN_EMAIL: undefined as string | undefined,
  HOIST_ADMIN_PASSWORD: undefined as string | undefined,
}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

const password = "quiet harbour lamp";
const join = (username: string, code?: string) => signUp({ username, password, code }, newTrace());
const forbidden = { code: "forbidden", field: "code" };

test("the first account is refused without a code when others reach the server and no code was made", async () => {
  expect(await expectNoTrace(() => join("ada", "guess"))).toMatchObject(forbidden);
});

test("the first account is refused with a wrong code or none", async () => {
  settings.HOIST_SIGN_UP_CODE = "blue-7-otter";
  expect(await signUpTerms()).toEqual({ first: true, open: true, codeNeeded: true });
  expect(await expectNoTrace(() => join("ada", "blue-7-ottes"))).toMatchObject(forbidden);
  expect(await expectNoTrace(() => join("ada"))).toMatchObject(forbidden);
  expect(await database().user.count()).toBe(0);
});

test("settings without an administrator make none", async () => {
  expect(await ensureAdminFromSettings()).toBe(false);
});

test("an administrator with a common password in the settings is refused", async () => {
  settings.HOIST_ADMIN_USERNAME = "root";
  settings.HOIST_ADMIN_PASSWORD = "password1234";
  const refusal = await expectNoTrace(() => ensureAdminFromSettings());
  expect(refusal).toMatchObject({ code: "invalid" });
  settings.HOIST_ADMIN_USERNAME = undefined;
});

test("two first sign-ups and the settings' administrator at once make exactly one administrator", async () => {
  await createUser(systemActor(), { username: "known-before-anybody-signs-up" });
  settings.HOIST_SIGN_UP = "open";
  settings.HOIST_ADMIN_USERNAME = "root";
  settings.HOIST_ADMIN_PASSWORD = password;
  await Promise.all([
    join("ada", "blue-7-otter"),
    join("grace", "blue-7-otter"),
    ensureAdminFromSettings(),
    ensureAdminFromSettings(),
  ]);

  const admins = await database().membership.findMany({ where: { role: "admin" } });
  expect(admins).toHaveLength(1);
  const rows = await auditRows({ action: "user.create" });
  expect(rows.filter(({ after }) => after?.role === "admin")).toHaveLength(1);
  expect(rows.find(({ after }) => after?.role === "admin")?.after).toMatchObject({
    id: admins[0]?.userId,
    confirmed: true,
    active: true,
  });
  await verifyChain();
});

test("the settings' administrator is not made when somebody has an account", async () => {
  settings.HOIST_ADMIN_USERNAME = "late-root";
  expect(await expectNoTrace(() => ensureAdminFromSettings())).toBeUndefined();
  expect(await database().user.count({ where: { usernameKey: "late-root" } })).toBe(0);
});

test("a closed server takes no second account", async () => {
  settings.HOIST_SIGN_UP = "closed";
  expect(await expectNoTrace(() => join("mallory"))).toMatchObject({ code: "forbidden" });
  expect(await signUpTerms()).toEqual({ first: false, open: false, codeNeeded: false });
});

test("a later account needs no code, and gets the role of the settings, confirmed when above member", async () => {
  settings.HOIST_SIGN_UP = "open";
  settings.HOIST_SIGN_UP_ROLE = "editor";
  const { id } = await join("edith");
  const user = await database().user.findUniqueOrThrow({
    where: { id },
    include: { memberships: true },
  });
  expect(user.memberships).toMatchObject([{ scope: "*", role: "editor" }]);
  expect(user.confirmed).toBe(true);
});
