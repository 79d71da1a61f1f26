import { beforeAll, expect, test } from "vitest";
import { GET as listTokens } from "@/app/api/v1/me/tokens/route";
import { GET as listUserFlags } from "@/app/api/v1/projects/[project]/users/[username]/flags/route";
import { PUT as putConfiguration } from "@/app/api/v1/users/[username]/configurations/[key]/route";
import { GET as listConfigurations } from "@/app/api/v1/users/[username]/configurations/route";
import { GET as getUser, PATCH as patchUser } from "@/app/api/v1/users/[username]/route";
import { GET as listUsers, POST as postUser } from "@/app/api/v1/users/route";
import type { Role } from "@/lib/generated/prisma/enums";
import { createActor, createFlag, createProject, unique } from "@/lib/testing/factories";
import { expectNoTrace } from "@/lib/testing/log";
import { createToken } from "@/lib/tokens/mutations";

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
type Sent = { as: string; params?: Record<string, string>; query?: string; body?: unknown };

const roles = ["member", "viewer", "editor", "approver", "admin"] as const;
type Person = { username: string; token: string; reading: string };
const people = {} as Record<Role, Person>;

beforeAll(async () => {
  for (const role of roles) {
    const actor = await createActor(role);
    const input = { name: "test", expiresAt: null };
    const { token } = await createToken(actor, { ...input, readOnly: false });
    const { token: reading } = await createToken(actor, { ...input, readOnly: true });
    people[role] = { username: actor.username, token, reading };
  }
});

async function send(handler: Handler, { as, params = {}, query = "", body }: Sent) {
  const request = new Request(`http://localhost/${query}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${as}` },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, body: await response.json() };
}

/** What each role is answered, in the order of `roles`. */
async function statuses(run: (person: Person, role: Role) => Promise<{ status: number }>) {
  const answers = [];
  for (const role of roles) answers.push((await run(people[role], role)).status);
  return answers;
}

test("each role is answered as the table of roles says", async () => {
  const user = await createActor("member");
  const params = { username: user.username };
  const patch = (body: unknown) =>
    statuses(({ token }) => send(patchUser, { as: token, params, body }));

  expect(await statuses(({ token }) => send(listUsers, { as: token }))).toEqual([
    403, 200, 200, 200, 200,
  ]);
  expect(await statuses(({ token }) => send(getUser, { as: token, params }))).toEqual([
    403, 200, 200, 200, 200,
  ]);
  expect(
    await statuses(({ token, username }) => send(getUser, { as: token, params: { username } })),
  ).toEqual([200, 200, 200, 200, 200]);
  expect(
    await statuses(({ token }) =>
      send(postUser, { as: token, body: { username: unique("made") } }),
    ),
  ).toEqual([403, 403, 201, 201, 201]);
  expect(await patch({ attributes: { plan: "pro" } })).toEqual([403, 403, 200, 200, 200]);
  expect(await patch({ confirmed: true })).toEqual([403, 403, 200, 200, 200]);
  expect(await patch({ role: "viewer" })).toEqual([403, 403, 403, 403, 200]);
  expect(await patch({ active: false })).toEqual([403, 403, 403, 403, 200]);
  expect(await patch({ targetingKey: unique("t") })).toEqual([403, 403, 403, 403, 200]);
  expect(await statuses(({ token }) => send(listConfigurations, { as: token, params }))).toEqual([
    403, 403, 403, 403, 403,
  ]);
});

test("a token that may only read writes nothing, whatever its user may", async () => {
  const { reading, username } = people.admin;
  const writes: [Handler, Sent][] = [
    [postUser, { as: reading, body: { username: unique("u") } }],
    [patchUser, { as: reading, params: { username }, body: { attributes: { a: 1 } } }],
    [putConfiguration, { as: reading, params: { username, key: "k" }, body: { value: 1 } }],
  ];
  expect((await send(listUsers, { as: reading })).status).toBe(200);
  for (const [handler, sent] of writes) {
    await expectNoTrace(async () => {
      expect((await send(handler, sent)).status).toBe(403);
    });
  }
});

test("a list answers with data and a cursor, and refuses wrong limits", async () => {
  const { token } = people.viewer;
  const first = await send(listUsers, { as: token, query: "?limit=2" });
  expect(first.body.data).toHaveLength(2);
  const query = `?limit=2&cursor=${first.body.nextCursor}`;
  const second = await send(listUsers, { as: token, query });
  expect(second.body.data[0].username).not.toBe(first.body.data[0].username);
  for (const limit of ["0", "101", "x", "1.5"]) {
    const { status } = await send(listUsers, { as: token, query: `?limit=${limit}` });
    expect(status, limit).toBe(422);
  }
});

test("the short lists of one's own are paged like all others", async () => {
  const { token, username } = people.editor;
  const project = await createProject();
  const params = { username, project: project.key };
  for (const key of ["a", "b"]) {
    await createFlag(project, { key });
    const sent = { as: token, params: { username, key }, body: { value: key } };
    expect((await send(putConfiguration, sent)).status).toBe(201);
  }
  const lists: [Handler, string, string][] = [
    [listTokens, "", "id"],
    [listConfigurations, "", "key"],
    [listUserFlags, "&env=production", "key"],
  ];
  for (const [handler, more, name] of lists) {
    const first = await send(handler, { as: token, params, query: `?limit=1${more}` });
    expect(first.body.data).toHaveLength(1);
    const query = `?limit=1&cursor=${first.body.nextCursor}${more}`;
    const second = await send(handler, { as: token, params, query });
    expect(second.body.data).toHaveLength(1);
    expect(second.body.data[0][name]).not.toBe(first.body.data[0][name]);
    const wrong = await send(handler, { as: token, params, query: `?limit=101${more}` });
    expect(wrong.status).toBe(422);
  }
});

test("an e-mail address is in an administrator's answers alone", async () => {
  const username = unique("mailed");
  const email = `${username}@example.com`;
  const made = await send(postUser, { as: people.admin.token, body: { username, email } });
  expect(made.body).toMatchObject({ username, email, role: "member", confirmed: true });
  const params = { username };
  for (const role of ["viewer", "editor", "approver"] as const) {
    const seen = await send(getUser, { as: people[role].token, params });
    expect(seen.body).not.toHaveProperty("email");
    expect(JSON.stringify(seen.body)).not.toContain("@");
  }
});

test("bad input is a problem document with the field, not an error of ours", async () => {
  const { token, username } = people.admin;
  const params = { username };
  const bad: [unknown, string][] = [
    [{ attributes: [1] }, "attributes"],
    [{ targetingKey: "" }, "targetingKey"],
    [{ targetingKey: "x".repeat(257) }, "targetingKey"],
    [{ attributes: { a: "\u0000" } }, "attributes.a"],
    [{ role: "owner" }, "role"],
    [{ active: "yes" }, "active"],
  ];
  for (const [body, path] of bad) {
    const answer = await send(patchUser, { as: token, params, body });
    expect(answer.status, JSON.stringify(body)).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
  }
  const nobody = await send(getUser, { as: token, params: { username: "%00" } });
  expect([404, 422]).toContain(nobody.status);
});
