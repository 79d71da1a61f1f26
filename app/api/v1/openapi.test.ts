import fs from "node:fs";
import { join } from "node:path";
import Ajv from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import { hashPassword } from "@/lib/auth/password";
import { database } from "@/lib/database/client";
import { groups, openApiDocument, type ToldOperation } from "@/lib/openapi/document";
import { allowed, forbidden } from "@/lib/testing/arbitrary";
import { createActor, createProject, unique } from "@/lib/testing/factories";
import { World } from "@/lib/testing/role-table/world";
import { createToken } from "@/lib/tokens/mutations";

// Calls every operation of the document with what it allows and forbids, and holds the answers against it.

const settings = vi.hoisted(() => ({ HOST: "127.0.0.1", HOIST_SIGN_UP: "open" }));
vi.mock("@/lib/env", () => ({
  env: () => ({ ...settings, HOIST_SIGN_UP_ROLE: "member", NEXTAUTH_SECRET: "of this test only" }),
}));

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
type Known = Record<string, string>;
type Schema = { [member: string]: unknown };

const told = openApiDocument();
const ajv = new Ajv({ strict: false, validateFormats: false });
ajv.addSchema({ ...told, $id: "document" });
/** Whether a value is as a schema of the document has it. */
const check = (schema: Schema) =>
  ajv.compile(
    JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')),
  );

const operations = Object.entries(told.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => {
    return {
      door: `${method.toUpperCase()} ${path}`,
      method: method.toUpperCase(),
      path,
      operation,
    };
  }),
);
const password = "quiet harbour lamp";

const fileOf = (path: string) =>
  join(import.meta.dirname, path.replace(/\{(\w+)\}/g, "[$1]"), "route.ts");

/** The key that the address names. */
async function keyFor(door: string, world: World, me: { id: string }, other: { id: string }) {
  if (door.includes("segments")) return world.segment();
  if (door.includes("configurations")) return world.configuration(me.id);
  return door.includes("PUT") ? world.flag() : world.toggle(other, { mine: true });
}

/** Somebody with something of everything that an address can name. */
async function place(door: string): Promise<{ known: Known; token: string }> {
  const project = await createProject();
  const me = await createActor("admin");
  const other = await createActor("viewer");
  await database().user.update({
    where: { id: me.id },
    data: { passwordHash: await hashPassword(password) },
  });
  const world = new World(me, project, me);
  const archived = /DELETE .*flags\/\{key\}$|restore$/.test(door);
  const key = await keyFor(door, world, me, other);
  if (archived) {
    const where = { projectId_key: { projectId: project.id, key } };
    await database().featureFlag.update({ where, data: { archivedAt: new Date() } });
  }
  if (door.startsWith("DELETE") && door.includes("/members/")) {
    const [userId, projectId] = [other.id, project.id];
    const row = { userId, projectId, scope: projectId, role: "editor" } as const;
    await database().membership.create({ data: row });
  }
  const input = { name: "t", readOnly: false, expiresAt: null };
  const { token } = await createToken(me, input);
  const known: Known = {
    project: project.key,
    environment: "production",
    key: door.startsWith("PUT") && door.includes("configurations") ? unique("theme") : key,
    username: door.includes("configurations") ? me.username : other.username,
    targetingKey: other.targetingKey,
    id: door.includes("/me/tokens") ? await world.token(me.id) : await world.key(),
    login: me.username,
  };
  return { known, token };
}

/** What some fields must be for much to happen. */
function rightFields(door: string, { login, key }: Known): Schema {
  return {
    env: "production",
    environment: "production",
    flags: [{ key }],
    type: "boolean",
    variant: "on",
    offVariant: "off",
    fallthrough: { variant: "on" },
    email: null,
    login,
    currentPassword: password,
    newPassword: `${password}s`,
    ...(door.endsWith("/login") ? { password } : {}),
  };
}

/** Requests as the document has them, and some that it forbids. */
function requests({ parameters, requestBody }: ToldOperation, right: Schema) {
  const named = parameters.filter((parameter) => parameter.in === "query");
  const query = {
    type: "object",
    properties: Object.fromEntries(named.map(({ name, schema }) => [name, schema])),
    required: named.flatMap(({ name, required }) => (required ? name : [])),
  };
  const mostly = (schema: Schema) =>
    fc.oneof(
      { weight: 3, arbitrary: allowed(schema, right) },
      { weight: 2, arbitrary: forbidden(schema, right) },
    );
  const seldom = fc.constantFrom(...Array<boolean>(12).fill(false), true);
  const schema = requestBody?.content["application/json"]?.schema;
  const broken = fc.constantFrom("{", "[".repeat(5_000), "");
  const headers = fc.constantFrom<Record<string, string>>(
    { "if-match": '"99"' },
    { "if-match": "3" },
    { "x-comment": "%" },
  );
  return fc.record({
    query: named.length > 0 ? mostly(query) : fc.constant({}),
    body: schema ? mostly(schema) : fc.constant(undefined),
    text: fc.oneof({ weight: 11, arbitrary: fc.constant(null) }, broken),
    headers: fc.oneof({ weight: 7, arbitrary: fc.constant({}) }, headers),
    elsewhere: seldom,
    stranger: seldom,
  });
}

async function readAnswer(response: Response): Promise<[type: string | undefined, body: unknown]> {
  const type = response.headers.get("content-type") ?? undefined;
  if (type !== "text/event-stream") {
    const text = await response.text();
    return [type, text === "" ? undefined : JSON.parse(text)];
  }
  await response.body?.cancel();
  return [type, ""];
}

describe("the document", () => {
  test("names every method of every route, and nothing else", async () => {
    const doors: string[] = [];
    for (const path of fs.readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })) {
      if (!path.endsWith("route.ts") || path.includes("[...")) continue;
      const address = path.replaceAll("\\", "/").replace(/\/?route\.ts$/, "");
      const exported = Object.keys(await import(join(import.meta.dirname, path)));
      for (const method of exported.filter((name) => /^[A-Z]+$/.test(name))) {
        doors.push(`${method} /${address.replace(/\[(\w+)\]/g, "{$1}")}`);
      }
    }
    expect(operations.map(({ door }) => door).sort()).toEqual(doors.sort());
  });

  test("gives every operation an id of its own", () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test.each(operations)("has the schemas that $door reads with", async ({ door, method, path }) => {
    const source = fs.readFileSync(fileOf(path), "utf8");
    const start = source.indexOf(`export const ${method} `);
    const end = source.indexOf("\nexport ", start);
    const handler = source.slice(start, end === -1 ? undefined : end);
    const read = async (what: string) => {
      const name = new RegExp(`\\.${what}\\(([^)]*)\\)`).exec(handler)?.[1];
      if (!name) return name;
      const room = new RegExp(`\\b${name}\\b[^;]*? from "@/(.*)"`).exec(source)?.[1];
      return (await import(join(process.cwd(), `${room}.ts`)))[name];
    };
    const described = Object.assign({}, ...Object.values(groups))[door];
    expect(described.body).toBe(await read("body"));
    expect(described.query).toBe(await read("query"));
    expect(described.ifMatch === true).toBe((await read("ifMatch")) === "");
    expect(described.public === true).toBe(handler.includes("publicRoute("));
  });
});

describe.each(operations)("$door", ({ door, method, path, operation }) => {
  const slow = /sign-up|password|login/.test(door);

  test("answers as the document says", { timeout: 60_000 }, async () => {
    const handler: Handler = (await import(fileOf(path)))[method];
    const { known, token } = await place(door);
    const right = rightFields(door, known);
    const body = operation.requestBody?.content["application/json"]?.schema;
    const fits = body && check(body);
    const answers = Object.entries(operation.responses).map(([status, { content = {} }]) => {
      const [type, told] = Object.entries(content)[0] ?? [];
      return [status, { type, fits: told && check(told.schema) }] as const;
    });
    const described = new Map(answers);
    const seen = new Set<string>();

    await fc.assert(
      fc.asyncProperty(requests(operation, right), async (asked) => {
        const address = new URL("http://hoist.test/api/v1");
        for (const [name, value] of Object.entries(asked.query ?? {})) {
          address.searchParams.set(name, typeof value === "string" ? value : JSON.stringify(value));
        }
        const params = asked.elsewhere
          ? Object.fromEntries(Object.keys(known).map((name) => [name, "nowhere"]))
          : known;
        const text = asked.text ?? JSON.stringify(asked.body);
        const response = await handler(
          new Request(address, {
            method,
            headers: {
              ...asked.headers,
              ...(asked.stranger ? {} : { authorization: `Bearer ${token}` }),
            },
            ...(method === "GET" ? {} : { body: text ?? null }),
          }),
          { params: Promise.resolve(params) },
        );
        const status = String(response.status);
        const [type, answer] = await readAnswer(response);
        const saying = `${status} ${JSON.stringify(answer)} to ${text}`;
        seen.add(status);
        expect(Object.keys(operation.responses), saying).toContain(status);
        expect(type, saying).toBe(described.get(status)?.type);
        const holds = described.get(status)?.fits;
        if (holds) expect(holds(answer), `${saying}: ${ajv.errorsText(holds.errors)}`).toBe(true);
        if (fits && text && asked.text === null && !fits(JSON.parse(text))) {
          expect(response.status, `${saying}, which the document forbids`).toBeGreaterThan(399);
        }
      }),
      { numRuns: slow ? 25 : 50 },
    );
    const good = [...described.keys()].filter((status) => status < "400");
    expect([...seen].filter((status) => status < "400").sort()).toEqual(good);
  });
});
