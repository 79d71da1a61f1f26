import { expect, test, vi } from "vitest";
import { newTrace } from "@/lib/auth/actor";
import { sessionCookieHeader } from "@/lib/auth/cookie";
import { actorOfSession, sessionJwt } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import { createActor } from "@/lib/testing/factories";

const settings = vi.hoisted(() => ({
  NEXTAUTH_SECRET: "a secret of this test",
  NEXTAUTH_URL: undefined as string | undefined,
}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

const plain = new Headers();

function actorWith(cookie: string) {
  const request = new Request("http://localhost/", { headers: { cookie } });
  return actorOfSession(newTrace(), request);
}

async function session(id: string, epoch = 0) {
  return sessionCookieHeader(await sessionJwt({ id, epoch }), plain).split(";")[0] ?? "";
}

test("a session acts as its user, with the role of the moment", async () => {
  const { id, username } = await createActor("editor");
  const cookie = await session(id);
  expect(await actorWith(`a=b; ${cookie}; c=d`)).toMatchObject({
    kind: "user",
    id,
    username,
    role: "editor",
    readOnly: false,
    tokenId: null,
  });
  await database().membership.updateMany({ where: { userId: id }, data: { role: "viewer" } });
  expect(await actorWith(cookie)).toMatchObject({ role: "viewer" });
  await database().membership.deleteMany({ where: { userId: id } });
  expect(await actorWith(cookie)).toMatchObject({ role: "member" });
});

test("a session ends with the epoch, with deactivation, and with another secret", async () => {
  const { id } = await createActor();
  const cookie = await session(id);
  await database().user.update({ where: { id }, data: { epoch: 1 } });
  expect(await actorWith(cookie)).toBeNull();
  const next = await session(id, 1);
  expect(await actorWith(next)).toMatchObject({ id });

  await database().user.update({ where: { id }, data: { active: false } });
  expect(await actorWith(next)).toBeNull();
  await database().user.update({ where: { id }, data: { active: true } });

  settings.NEXTAUTH_SECRET = "another secret of this test";
  expect(await actorWith(next)).toBeNull();
});

test("a cookie that is cut, changed or empty is no session", async () => {
  const { id } = await createActor();
  const cookie = await session(id);
  for (const wrong of [
    "",
    cookie.slice(0, -4),
    `${cookie}x`,
    "next-auth.session-token=",
    "next-auth.session-token=a.b.c.d.e",
  ]) {
    expect(await actorWith(wrong)).toBeNull();
  }
});

test("a JWT holds no role and no name, and cannot be read without the secret", async () => {
  const { id, username } = await createActor("admin");
  const jwt = await sessionJwt({ id, epoch: 0 });
  const readable = jwt
    .split(".")
    .map((part) => Buffer.from(part, "base64url").toString("latin1"))
    .join();
  for (const word of [id, username, "admin"]) expect(readable).not.toContain(word);
});

test("a session cookie is out of reach for scripts and other sites, and secure where TLS is", async () => {
  expect(sessionCookieHeader("jwt", plain)).toMatch(
    /^next-auth\.session-token=jwt; Path=\/; Max-Age=2592000; HttpOnly; SameSite=Lax$/,
  );
  const forwarded = new Headers({ "x-forwarded-proto": "https" });
  expect(sessionCookieHeader("jwt", forwarded)).toMatch(/^next-auth\..*; Secure$/);

  settings.NEXTAUTH_URL = "https://hoist.example.com";
  expect(sessionCookieHeader(null, plain)).toMatch(
    /^__Secure-next-auth\.session-token=; .*Max-Age=0.*; Secure$/,
  );
  const { id } = await createActor();
  expect(await actorWith(await session(id))).toMatchObject({ id });
  expect(await actorWith((await session(id)).replace("__Secure-", ""))).toBeNull();
});
