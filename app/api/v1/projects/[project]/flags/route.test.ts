import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { actorOf } from "@/lib/auth/request";
import { database } from "@/lib/database/client";
import { createActor, createProject, unique } from "@/lib/testing/factories";
import { auditRows } from "@/lib/testing/log";
import * as evaluate from "../environments/[environment]/evaluate/route";
import * as userFlags from "../users/[username]/flags/route";
import * as archive from "./[key]/archive/route";
import * as state from "./[key]/environments/[environment]/route";
import * as end from "./[key]/environments/[environment]/toggles/[targetingKey]/end/route";
import * as toggle from "./[key]/environments/[environment]/toggles/[targetingKey]/route";
import * as toggles from "./[key]/environments/[environment]/toggles/route";
import * as restore from "./[key]/restore/route";
import * as flag from "./[key]/route";
import * as flags from "./route";

vi.mock("@/lib/auth/session", () => ({}));
vi.mock("@/lib/auth/request", async (original) => ({
  ...(await original<typeof import("@/lib/auth/request")>()),
  actorOf: vi.fn(),
}));

let actor: Actor & { username: string; targetingKey: string };
let project: string;
beforeEach(async () => {
  actor = await createActor("editor");
  project = (await createProject()).key;
  vi.mocked(actorOf).mockImplementation(async (_request, trace) => ({ ...actor, trace }));
});

type Handler = typeof flags.GET;
type Sent = { body?: unknown; query?: string; headers?: Record<string, string> };

/** Calls a route's handler as Next.js does. */
async function call(handler: Handler, params: object, { body, query = "", headers }: Sent = {}) {
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const request = new Request(`http://hoist.test/api${query}`, { ...init, headers });
  const response = await handler(request, { params: Promise.resolve({ project, ...params }) });
  const text = await response.text();
  return { status: response.status, json: text === "" ? null : JSON.parse(text) };
}

const create = (body: object) => call(flags.POST, {}, { body });

describe("the routes of flags", () => {
  test("take a flag from its key to its end", async () => {
    const made = await create({ key: "a.b" });
    expect(made).toMatchObject({
      status: 201,
      json: { key: "a.b", creator: { username: actor.username }, version: 1 },
    });
    expect(await call(flag.GET, { key: "a.b" })).toEqual({ status: 200, json: made.json });
    expect(await call(flags.GET, {}, { query: "?q=A.B" })).toEqual({
      status: 200,
      json: { data: [made.json], nextCursor: null, total: 1 },
    });
    const headers = { "if-match": '"1"' };
    const renamed = await call(flag.PATCH, { key: "a.b" }, { body: { name: "New" }, headers });
    expect(renamed).toMatchObject({ status: 200, json: { name: "New", version: 2 } });
    expect(
      await call(flag.PATCH, { key: "a.b" }, { body: { name: "Old" }, headers }),
    ).toMatchObject({ status: 412, json: { code: "stale" } });
    expect(await call(flag.DELETE, { key: "a.b" })).toMatchObject({ status: 409 });
    expect(await call(archive.POST, { key: "a.b" })).toMatchObject({
      ...{ status: 200, json: { archivedAt: expect.any(String) } },
    });
    expect(await call(restore.POST, { key: "a.b" })).toMatchObject({
      ...{ status: 200, json: { archivedAt: null, version: 4 } },
    });
    await call(archive.POST, { key: "a.b" });
    expect(await call(flag.DELETE, { key: "a.b" })).toEqual({ status: 204, json: null });
    expect(await call(flag.GET, { key: "a.b" })).toMatchObject({
      ...{ status: 404, json: { code: "not_found" } },
    });
    expect(await create({ key: "a.b" })).toMatchObject({
      status: 409,
      json: { code: "conflict", errors: [{ path: "key" }] },
    });
  });

  test("answer 422 to what no schema takes, naming the field", async () => {
    const refused = async (body: object) => (await create(body)).json.errors;
    expect(await refused({})).toMatchObject([{ path: "key" }]);
    expect(await refused({ key: "a", colour: 1 })).toMatchObject([
      { message: expect.stringMatching(/colour/) },
    ]);
    await create({ key: "a" });
    const patched = await call(flag.PATCH, { key: "a" }, { body: { type: "string" } });
    expect(patched).toMatchObject({ status: 422, json: { errors: [{ path: "type" }] } });
    expect(await call(flags.GET, {}, { query: "?limit=1000" })).toMatchObject({ status: 422 });
    expect(await call(flags.GET, {}, { query: "?colour=1" })).toMatchObject({ status: 422 });
    expect(await call(flags.GET, {}, { query: "?env=moon" })).toMatchObject({ status: 404 });
  });

  test("list the uses of a variant that is to vanish", async () => {
    await create({
      key: "a",
      type: "string",
      variants: ["x", "y"].map((key) => ({ key, value: key })),
    });
    const body = { variants: [{ key: "x", value: "x" }] };
    expect(await call(flag.PATCH, { key: "a" }, { body })).toMatchObject({
      status: 409,
      json: {
        code: "in_use",
        errors: ["development", "staging", "production"].map((environment) => ({
          ...{ path: "variants.y", message: `y is in use in ${environment} (off variant).` },
        })),
      },
    });
  });
});

describe("the routes of states", () => {
  test("switch with one field, by version if wanted", async () => {
    await create({ key: "a" });
    const place = { key: "a", environment: "production" };
    const before = await call(state.GET, place);
    expect(before).toMatchObject({ status: 200, json: { enabled: false, version: 1 } });

    const headers = { "if-match": '"1"', "x-comment": "caf%C3%A9" };
    expect(await call(state.PATCH, place, { body: { enabled: true }, headers })).toEqual({
      status: 200,
      json: { ...before.json, enabled: true, version: 2 },
    });
    expect(await call(state.PATCH, place, { body: { enabled: true } })).toMatchObject({
      ...{ status: 200, json: { version: 2 } },
    });
    expect(await call(state.PATCH, place, { body: { enabled: false }, headers })).toMatchObject({
      status: 412,
    });
    const rows = await auditRows({ action: "flag.enable", actorId: actor.id });
    expect(rows).toMatchObject([{ personal: { comment: "café" } }]);
    expect(await call(state.GET, { key: "a", environment: "moon" })).toMatchObject({ status: 404 });
  });

  test("store rules, and say where one is wrong", async () => {
    await create({ key: "a" });
    const place = { key: "a", environment: "staging" };
    const when = { attribute: "plan", op: "in", values: ["pro"] };
    const patch = (serve: object) =>
      call(state.PATCH, place, { body: { rules: [{ id: "r1", when, serve }] } });

    expect(await patch({ variant: "on" })).toMatchObject({ status: 200, json: { version: 2 } });
    expect((await call(state.GET, place)).json.rules).toEqual([
      { id: "r1", name: "", startsAt: null, endsAt: null, when, serve: { variant: "on" } },
    ]);
    expect(await patch({ split: [{ variant: "on", weight: 1 }], by: "id" })).toMatchObject({
      status: 422,
      json: {
        code: "invalid",
        errors: [{ path: "rules.0.serve.split", message: expect.stringMatching(/sum/) }],
      },
    });
    expect(await patch({ variant: "blue" })).toMatchObject({
      status: 422,
      json: { errors: [{ path: "rules.0.serve.variant" }] },
    });
  });

  test("ask for a change request where the environment is protected, except for killing", async () => {
    await create({ key: "a" });
    await database().environment.updateMany({
      where: { project: { key: project }, key: "production" },
      data: { protected: true },
    });
    const patch = (body: object) =>
      call(state.PATCH, { key: "a", environment: "production" }, { body });

    expect(await patch({ enabled: true })).toMatchObject({
      ...{ status: 409, json: { code: "approval_required" } },
    });
    expect(await patch({ killed: true })).toMatchObject({ status: 200, json: { killed: true } });
    expect(await patch({ killed: false })).toMatchObject({ status: 409 });
  });
});

describe("the routes of toggles", () => {
  const at = (targetingKey: string) => ({ key: "a", environment: "staging", targetingKey });

  test("make, change, end and delete one for any targeting key", async () => {
    await create({ key: "a" });
    const place = at(`${unique("é")} / 100% ?`);

    const made = await call(toggle.PUT, place, { body: { enabled: false, reason: "why" } });
    expect(made).toMatchObject({
      status: 201,
      json: {
        user: { targetingKey: place.targetingKey, username: expect.stringMatching(/^user-/) },
        ...{ variant: "off", reason: "why", expiresAt: null },
        creator: { username: actor.username },
      },
    });
    expect(await call(toggles.GET, place)).toEqual({
      ...{ status: 200, json: { data: [made.json], nextCursor: null } },
    });
    expect(await call(toggle.PUT, place, { body: { variant: "on" } })).toMatchObject({
      ...{ status: 200, json: { variant: "on", reason: null } },
    });
    expect(await call(end.POST, place)).toMatchObject({
      ...{ status: 200, json: { variant: "on", expiresAt: expect.any(String) } },
    });
    expect((await call(toggles.GET, place)).json.data).toEqual([]);
    expect((await call(toggles.GET, place, { query: "?ended=true" })).json.data).toHaveLength(1);
    expect(await call(toggle.DELETE, place)).toEqual({ status: 204, json: null });
    expect(await call(toggle.DELETE, place)).toMatchObject({ status: 404 });
  });

  test.each([
    [{}],
    [{ enabled: true, variant: "on" }],
    [{ enabled: "yes" }],
    [{ variant: "blue" }],
    [{ enabled: true, expiresAt: "soon" }],
    [{ enabled: true, expiresAt: "2020-01-01T00:00:00Z" }],
    [{ enabled: true, expiresAt: "9999-12-31T23:59:59-23:59" }],
    [{ enabled: true, reason: "x".repeat(1_001) }],
    [{ enabled: true, creator: "me" }],
  ])("answer 422 to %j", async (body) => {
    await create({ key: "a" });
    expect(await call(toggle.PUT, at("u"), { body })).toMatchObject({
      ...{ status: 422, json: { code: "invalid" } },
    });
  });

  test("answer 403 to everybody who wants to delete another's, admins included", async () => {
    await create({ key: "a" });
    await call(toggle.PUT, at("u-17"), { body: { enabled: true } });
    actor = await createActor("admin");
    expect(await call(toggle.DELETE, at("u-17"))).toMatchObject({ status: 403 });
    expect(await call(flag.DELETE, { key: "a" })).toMatchObject({ status: 403 });
  });
});

describe("the routes that explain", () => {
  test("tell what a user and a context get", async () => {
    await create({ key: "a" });
    const { targetingKey, username } = await createActor("member");
    await call(
      toggle.PUT,
      { key: "a", environment: "staging", targetingKey },
      { body: { enabled: true } },
    );

    expect(await call(userFlags.GET, { username }, { query: "?env=staging" })).toMatchObject({
      status: 200,
      json: { data: [{ key: "a", value: true, decidedBy: { kind: "toggle" } }], nextCursor: null },
    });
    expect(await call(userFlags.GET, { username })).toMatchObject({
      ...{ status: 422, json: { errors: [{ path: "env" }] } },
    });
    const body = { context: { targetingKey } };
    expect(await call(evaluate.POST, { environment: "staging" }, { body })).toMatchObject({
      status: 200,
      json: { environment: "staging", flags: { a: { value: true, reason: "TARGETING_MATCH" } } },
    });
  });

  test("give members a glance of flags and of themselves", async () => {
    await create({ key: "a", selfService: true });
    actor = await createActor("member");
    const own = { key: "a", environment: "staging", targetingKey: actor.targetingKey };

    expect(await call(flag.GET, { key: "a" })).toEqual({
      status: 200,
      json: { key: "a", name: "a", description: "", type: "boolean", selfService: true },
    });
    expect(await call(toggle.PUT, own, { body: { enabled: true } })).toMatchObject({ status: 201 });
    const { json } = await call(userFlags.GET, actor, { query: "?env=staging" });
    expect(Object.keys(json.data[0]).sort()).toEqual([
      "description",
      "key",
      "name",
      "reason",
      "selfService",
      "toggle",
      "type",
      "value",
      "variant",
    ]);
    for (const refused of [
      call(state.GET, own),
      call(toggles.GET, own),
      call(evaluate.POST, own, { body: {} }),
      call(flags.POST, {}, { body: { key: "b" } }),
      call(flag.PATCH, { key: "a" }, { body: { name: "x" } }),
      call(userFlags.GET, { username: "nobody" }, { query: "?env=staging" }),
    ]) {
      expect(await refused).toMatchObject({ status: 403, json: { code: "forbidden" } });
    }
    expect(await call(toggle.DELETE, own)).toMatchObject({ status: 204 });
  });
});
