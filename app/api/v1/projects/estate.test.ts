import { beforeAll, describe, expect, it, vi } from "vitest";
import * as nothing from "@/app/api/v1/[...rest]/route";
import * as everyAudit from "@/app/api/v1/audit/route";
import * as audit from "@/app/api/v1/projects/[project]/audit/route";
import * as key from "@/app/api/v1/projects/[project]/environments/[environment]/keys/[id]/route";
import * as keys from "@/app/api/v1/projects/[project]/environments/[environment]/keys/route";
import * as environment from "@/app/api/v1/projects/[project]/environments/[environment]/route";
import * as environments from "@/app/api/v1/projects/[project]/environments/route";
import * as project from "@/app/api/v1/projects/[project]/route";
import * as projects from "@/app/api/v1/projects/route";
import { actorOf } from "@/lib/auth/request";
import { again, createActor, unique } from "@/lib/testing/factories";

vi.mock("@/lib/auth/request", async (original) => ({
  ...(await original<typeof import("@/lib/auth/request")>()),
  actorOf: vi.fn(),
}));

type Role = "admin" | "viewer" | "member";
let people: Record<Role, Awaited<ReturnType<typeof createActor>>>;
beforeAll(async () => {
  people = {
    admin: await createActor("admin"),
    viewer: await createActor("viewer"),
    member: await createActor("member"),
  };
});

type Handler = typeof projects.GET;
type Sent = { body?: unknown; query?: string; ifMatch?: string };

async function call(
  as: Role,
  handler: Handler,
  params: Record<string, string> = {},
  { body, query = "", ifMatch }: Sent = {},
) {
  vi.mocked(actorOf).mockResolvedValue(again(people[as]));
  const init = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
  const headers = new Headers(ifMatch === undefined ? {} : { "if-match": ifMatch });
  const request = new Request(`http://hoist.test/api/v1${query}`, { ...init, headers });
  const response = await handler(request, { params: Promise.resolve(params) });
  const text = await response.text();
  return { status: response.status, json: text === "" ? null : JSON.parse(text) };
}

async function newProject(): Promise<{ project: string }> {
  const key = unique("shop");
  await call("admin", projects.POST, {}, { body: { key } });
  return { project: key };
}

describe("/api/v1/projects", () => {
  it("makes a project, once", async () => {
    const body = { key: unique("shop"), name: "Shop" };
    const made = await call("admin", projects.POST, {}, { body });
    expect(made).toMatchObject({ status: 201, json: { ...body, version: 1 } });
    expect(await call("admin", projects.POST, {}, { body })).toMatchObject({
      status: 409,
      json: { code: "conflict", errors: [{ path: "key" }] },
    });
  });

  it.each([
    {},
    { key: "a b" },
    { key: "-a" },
    { key: "a".repeat(65) },
    { key: "a", colour: "red" },
  ])("refuses %o", async (body) => {
    expect(await call("admin", projects.POST, {}, { body })).toMatchObject({
      status: 422,
      json: { code: "invalid" },
    });
  });

  it("lists them for everybody, to members by name only", async () => {
    const { project: key } = await newProject();
    const { json } = await call("member", projects.GET);
    expect(json.data).toContainEqual({ key, name: key });
  });

  it("changes one only as long as it is the version that was read", async () => {
    const params = await newProject();
    const sent = { body: { name: "Shop" }, ifMatch: '"1"' };
    expect(await call("admin", project.PATCH, params, sent)).toMatchObject({
      status: 200,
      json: { name: "Shop", version: 2 },
    });
    const late = { body: { name: "Late" }, ifMatch: '"1"' };
    expect(await call("admin", project.PATCH, params, late)).toMatchObject({
      status: 412,
      json: { code: "stale" },
    });
    expect(await call("viewer", project.PATCH, params, late)).toMatchObject({ status: 403 });
    expect(await call("viewer", project.GET, params)).toMatchObject({ json: { name: "Shop" } });
  });
});

describe("…/environments", () => {
  it("makes, changes and lists environments in their order", async () => {
    const params = await newProject();
    const body = { key: "qa", name: "QA" };
    expect(await call("admin", environments.POST, params, { body })).toMatchObject({
      status: 201,
      json: { ...body, protected: false, position: 3, version: 1 },
    });
    const qa = { ...params, environment: "qa" };
    const patched = await call("admin", environment.PATCH, qa, { body: { protected: true } });
    expect(patched).toMatchObject({ status: 200, json: { protected: true, version: 2 } });
    const { json } = await call("viewer", environments.GET, params);
    expect(json.data.map(({ key }: { key: string }) => key)).toEqual([
      "development",
      "staging",
      "production",
      "qa",
    ]);
    expect((await call("member", environment.GET, qa)).json).toEqual(body);
    expect(await call("viewer", environments.POST, params, { body })).toMatchObject({
      status: 403,
    });
    expect(await call("admin", environment.GET, { ...params, environment: "moon" })).toMatchObject({
      status: 404,
    });
  });
});

describe("a short list", () => {
  it("pages from cursor to cursor, and refuses one it did not make", async () => {
    const params = await newProject();
    const page = async (query: string) =>
      call("viewer", environments.GET, params, { query: `/environments${query}` });
    const keysOf = ({ json }: Awaited<ReturnType<typeof page>>) =>
      json.data.map(({ key }: { key: string }) => key);

    const first = await page("?limit=2");
    expect(keysOf(first)).toEqual(["development", "staging"]);
    const second = await page(`?limit=2&cursor=${first.json.nextCursor}`);
    expect(keysOf(second)).toEqual(["production"]);
    expect(second.json.nextCursor).toBeNull();
    expect(await page("?cursor=moon")).toMatchObject({ status: 422 });
    expect(await page("?limit=101")).toMatchObject({ status: 422 });
  });
});

describe("…/keys", () => {
  it("tells a key's secrets at its making only, and forgets it when it is revoked", async () => {
    const params = { ...(await newProject()), environment: "production" };
    const body = { name: "web", kind: "client", allowedOrigins: ["https://a.example"] };
    const made = await call("admin", keys.POST, params, { body });
    expect(made).toMatchObject({
      status: 201,
      json: { ...body, token: expect.stringMatching(/^hst_cli_/), requireIdentity: false },
    });

    const { id, token, identitySecret, ...listed } = made.json;
    expect((await call("admin", keys.GET, params)).json.data).toEqual([{ id, ...listed }]);
    expect(identitySecret).toHaveLength(64);
    expect(token).toContain(listed.prefix);

    expect(await call("viewer", key.DELETE, { ...params, id })).toMatchObject({ status: 403 });
    expect(await call("admin", key.DELETE, { ...params, id })).toEqual({ status: 204, json: null });
    expect((await call("admin", keys.GET, params)).json.data).toEqual([]);
    expect(await call("admin", key.DELETE, { ...params, id })).toMatchObject({ status: 404 });
  });

  it("are for admins", async () => {
    const params = { ...(await newProject()), environment: "production" };
    expect(await call("viewer", keys.GET, params)).toMatchObject({ status: 403 });
    const body = { name: "web", kind: "client" };
    expect(await call("viewer", keys.POST, params, { body })).toMatchObject({ status: 403 });
  });
});

describe("…/audit", () => {
  it("has a row of the documented shape", async () => {
    const params = await newProject();
    const { json } = await call("admin", audit.GET, params);
    expect(json.data).toEqual([
      {
        id: expect.any(String),
        sequence: expect.any(Number),
        changeSet: expect.any(String),
        timestamp: expect.stringMatching(/^\d{4}-.*\.\d{3}Z$/),
        action: "project.create",
        actor: { username: people.admin.username, kind: "user" },
        project: params.project,
        environment: null,
        flag: null,
        user: null,
        before: null,
        after: expect.objectContaining({ key: params.project }),
        comment: null,
        requestId: expect.any(String),
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        previousHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
    ]);
    expect(json.nextCursor).toBeNull();
  });

  it("pages, and refuses filters it does not know", async () => {
    const first = await call("viewer", everyAudit.GET, {}, { query: "/audit?limit=1" });
    const query = `/audit?limit=1&cursor=${first.json.nextCursor}`;
    const second = await call("viewer", everyAudit.GET, {}, { query });
    expect(second.json.data[0].id).not.toBe(first.json.data[0].id);
    for (const wrong of ["?colour=red", "?limit=1000", "?since=now", "?cursor=1"]) {
      expect(await call("viewer", everyAudit.GET, {}, { query: `/audit${wrong}` })).toMatchObject({
        status: 422,
      });
    }
    expect(await call("member", everyAudit.GET)).toMatchObject({ status: 403 });
  });
});

describe("an address that is none", () => {
  it.each(Object.entries({ ...nothing }))("answers %s with a problem", async (_method, handler) => {
    const { status, json } = await call("member", handler, { rest: "no/where" });
    expect(status).toBe(404);
    expect(json).toMatchObject({ code: "not_found", status: 404 });
  });
});
