import { beforeAll, describe, expect, test, vi } from "vitest";
import { POST as login } from "@/app/api/v1/auth/login/route";
import { POST as logout } from "@/app/api/v1/auth/logout/route";
import { POST as signUp } from "@/app/api/v1/auth/sign-up/route";
import { PUT as putPassword } from "@/app/api/v1/me/password/route";
import { GET as me } from "@/app/api/v1/me/route";
import { POST as signOutEverywhere } from "@/app/api/v1/me/sign-out-everywhere/route";
import { POST as postToken } from "@/app/api/v1/me/tokens/route";
import { GET as listUsers } from "@/app/api/v1/users/route";
import { sessionJwt } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import { unique } from "@/lib/testing/factories";

const settings = vi.hoisted(() => ({
  HOST: "127.0.0.1",
  HOIST_SIGN_UP: "open",
  HOIST_SIGN_UP_ROLE: "member",
  NEXTAUTH_SECRET: "a secret of this test",
}));
vi.mock("@/lib/env", () => ({ env: () => settings }));

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
type Sent = { token?: string; cookie?: string; address?: string; body?: unknown };

const password = "quiet harbour lamp";
let addresses = 0;

async function send(handler: Handler, { token, cookie, address, body }: Sent = {}) {
  const headers = new Headers({
    "x-forwarded-for": address ?? `198.51.100.${++addresses}`,
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(cookie ? { cookie } : {}),
  });
  const request = new Request("http://localhost/", {
    method: body === undefined ? "GET" : "POST",
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve({}) });
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? null : JSON.parse(text),
  };
}

async function account(username = unique("u")) {
  const email = `${username}@example.com`;
  const made = await send(signUp, { body: { username, email, password } });
  expect(made.status).toBe(201);
  const { body } = await send(login, { body: { login: username, password } });
  return { username, email, token: body.token as string, made };
}

beforeAll(() => account("first"));

describe("sign-up", () => {
  test("answers 201 with the user, without a secret", async () => {
    const { made, username, email } = await account();
    expect(made.body).toEqual({
      username,
      targetingKey: username,
      email,
      role: "member",
      attributes: {},
      active: true,
      confirmed: false,
      createdAt: expect.any(String),
      updatedAt: expect.any(String),
    });
    expect(made.headers.get("x-hoist-sequence")).toMatch(/^\d+$/);
  });

  test("the first account is a confirmed administrator", async () => {
    const { body } = await send(login, { body: { login: "FIRST", password } });
    expect(body.user).toMatchObject({ role: "admin", confirmed: true });
  });

  test("a role in the body changes nothing", async () => {
    const body = { username: unique("u"), password, role: "admin", confirmed: true };
    const made = await send(signUp, { body });
    expect(made.body).toMatchObject({ role: "member", confirmed: false });
  });

  test("wrong fields are 422 by name, unparsable JSON is 400, a known name is 409", async () => {
    const { username } = await account();
    const wrong = await send(signUp, { body: { username: "@", email: "x", password: "short" } });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toMatchObject({ code: "invalid" });
    expect(wrong.body.errors.map(({ path }: { path: string }) => path)).toEqual([
      "username",
      "email",
      "password",
    ]);
    const taken = await send(signUp, { body: { username, password } });
    expect([taken.status, taken.body.code]).toEqual([409, "conflict"]);
  });

  test("the twenty-first in a minute from one address is 429 with Retry-After", async () => {
    const address = "203.0.113.1";
    for (let i = 0; i < 20; i++) {
      expect((await send(signUp, { address, body: {} })).status).toBe(422);
    }
    const limited = await send(signUp, { address, body: {} });
    expect([limited.status, limited.body.code]).toEqual([429, "rate_limited"]);
    expect(Number(limited.headers.get("retry-after"))).toBeGreaterThan(0);
  });
});

describe("login", () => {
  test("takes the username or the e-mail address in any case, and gives a token for 30 days", async () => {
    const { username, email } = await account();
    for (const name of [username, username.toUpperCase(), email, email.toUpperCase()]) {
      const { status, body } = await send(login, { body: { login: name, password } });
      expect(status).toBe(200);
      expect(body.user).toMatchObject({ username, email });
      expect((Date.parse(body.expiresAt) - Date.now()) / 86_400_000).toBeCloseTo(30, 1);
      expect((await send(me, { token: body.token })).body).toEqual(body.user);
    }
  });

  test("a wrong name, a wrong password, no password and a deactivated account get the same answer", async () => {
    const { username } = await account();
    const deactivated = await account();
    const where = { username: deactivated.username };
    await database().user.updateMany({ where, data: { active: false } });
    const created = unique("created");
    const names = { username: created, usernameKey: created, targetingKey: created };
    await database().user.create({ data: names });

    const answers = [
      await send(login, { body: { login: username, password: `${password}!` } }),
      await send(login, { body: { login: unique("nobody"), password } }),
      await send(login, { body: { login: "nobody@example.com", password } }),
      await send(login, { body: { login: created, password } }),
      await send(login, { body: { login: deactivated.username, password } }),
    ];
    for (const { status, body } of answers) {
      expect(status).toBe(401);
      expect({ ...body, requestId: "" }).toEqual({ ...answers[0]?.body, requestId: "" });
    }
  });

  test("an account, and a name that is none, takes five wrong passwords from wherever they come", async () => {
    const { username, email } = await account();
    for (const name of [username, unique("nobody")]) {
      for (let i = 0; i < 5; i++) {
        const { status } = await send(login, { body: { login: name, password: "wrong" } });
        expect(status).toBe(401);
      }
      const { status, headers } = await send(login, { body: { login: name, password } });
      expect(status).toBe(429);
      expect(Number(headers.get("retry-after"))).toBeGreaterThan(0);
    }
    expect((await send(login, { body: { login: email, password } })).status).toBe(429);
  });

  test("an address takes fifty wrong passwords over all names", async () => {
    const address = "203.0.113.2";
    const { username } = await account();
    await Promise.all(
      Array.from({ length: 50 }, () =>
        send(login, { address, body: { login: unique("nobody"), password: "wrong" } }),
      ),
    );
    const body = { login: username, password };
    expect((await send(login, { address, body })).status).toBe(429);
    expect((await send(login, { body })).status).toBe(200);
  });
});

describe("what ends", () => {
  test("logout revokes the token it was sent with", async () => {
    const { token } = await account();
    expect((await send(logout, { token, body: {} })).status).toBe(204);
    expect((await send(me, { token })).status).toBe(401);
    expect((await send(logout, { token, body: {} })).status).toBe(401);
  });

  test("logout with a session cookie takes the cookie back", async () => {
    const { username } = await account();
    const { id } = await database().user.findFirstOrThrow({ where: { username } });
    const cookie = `next-auth.session-token=${await sessionJwt({ id, epoch: 0 })}`;
    expect((await send(me, { cookie })).body).toMatchObject({ username });
    const { status, headers } = await send(logout, { cookie, body: {} });
    expect(status).toBe(204);
    expect(headers.get("set-cookie")).toMatch(/^next-auth\.session-token=; .*Max-Age=0/);
  });

  test("a changed password ends login tokens and sessions, but not the session that changed it", async () => {
    const { username, token } = await account();
    const personal = await send(postToken, { token, body: { name: "script" } });
    const { id } = await database().user.findFirstOrThrow({ where: { username } });
    const cookie = `next-auth.session-token=${await sessionJwt({ id, epoch: 0 })}`;

    const newPassword = "loud mountain lamp";
    const changed = await send(putPassword, {
      cookie,
      body: { currentPassword: password, newPassword },
    });
    expect(changed.status).toBe(200);
    expect((await send(me, { token })).status).toBe(401);
    expect((await send(me, { cookie })).status).toBe(401);
    const renewed = changed.headers.get("set-cookie")?.split(";")[0];
    expect((await send(me, { cookie: renewed })).body).toMatchObject({ username });
    expect((await send(me, { token: personal.body.token })).body).toMatchObject({ username });
    expect((await send(login, { body: { login: username, password } })).status).toBe(401);
    const again = await send(login, { body: { login: username, password: newPassword } });
    expect(again.status).toBe(200);
  });

  test("signing out everywhere ends login tokens and sessions", async () => {
    const { username, token } = await account();
    const { id } = await database().user.findFirstOrThrow({ where: { username } });
    const cookie = `next-auth.session-token=${await sessionJwt({ id, epoch: 0 })}`;
    expect((await send(signOutEverywhere, { token, body: {} })).status).toBe(204);
    expect((await send(me, { token })).status).toBe(401);
    expect((await send(me, { cookie })).status).toBe(401);
  });
});

describe("without rights", () => {
  test("nobody is 401, also with two credentials or the wrong scheme", async () => {
    const { token } = await account();
    expect((await send(me)).status).toBe(401);
    const request = (headers: Record<string, string>) =>
      me(new Request("http://localhost/", { headers }), { params: Promise.resolve({}) });
    expect((await request({ "x-api-key": token })).status).toBe(200);
    expect((await request({ "x-api-key": token, authorization: `Bearer ${token}` })).status).toBe(
      401,
    );
    expect((await request({ authorization: `Basic ${token}` })).status).toBe(401);
  });

  test("a member gets 403 for the list of users", async () => {
    const { token } = await account();
    const { status, body } = await send(listUsers, { token });
    expect([status, body.code]).toEqual([403, "forbidden"]);
  });
});
