import fs from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "@/lib/database/client";
import { createActor, createProject, type TestProject } from "@/lib/testing/factories";
import { expectNoTrace } from "@/lib/testing/log";
import { estateRows } from "@/lib/testing/role-table/estate";
import { flagRows } from "@/lib/testing/role-table/flags";
import { peopleRows } from "@/lib/testing/role-table/people";
import { segmentRows } from "@/lib/testing/role-table/segments";
import { type Row, roles, type Verdict, World } from "@/lib/testing/role-table/world";
import { createToken } from "@/lib/tokens/mutations";

const folder = join(import.meta.dirname, "../../app/api/v1");
const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

type Handler = (
  request: Request,
  context: { params: Promise<Record<string, string>> },
) => Promise<Response>;
type Door = { address: string; pattern: RegExp; handlers: Partial<Record<string, Handler>> };

/** Doors whose question is not one of roles, and where they are tested. */
const elsewhere = new Set([
  "POST /auth/sign-up", // app/api/v1/auth/auth.test.ts
  "POST /auth/login",
  "POST /auth/logout",
  "PUT /me/password",
  "POST /me/sign-out-everywhere",
  "GET /stream", // The console's own stream is filtered event by event.
]);

const doors: Door[] = [];
const asked = new Set<string>();
type People = Record<(typeof roles)[number], Awaited<ReturnType<typeof person>>>;
const people = {} as People;
/** The same roles, but in the one project alone. */
const insiders = {} as People;
let project: TestProject;
let other: Awaited<ReturnType<typeof createActor>>;

async function person(role: (typeof roles)[number]) {
  const actor = await createActor(role);
  const input = { name: "t", readOnly: false, expiresAt: null };
  return { ...actor, token: (await createToken(actor, input)).token };
}

beforeAll(async () => {
  for (const path of fs.readdirSync(folder, { recursive: true, encoding: "utf8" })) {
    if (!path.endsWith("route.ts") || path.includes("[...")) continue;
    const address = `/${path.replaceAll("\\", "/").replace(/\/?route\.ts$/, "")}`;
    const pattern = new RegExp(`^${address.replace(/\[(\w+)\]/g, "(?<$1>[^/]+)")}$`);
    doors.push({ address, pattern, handlers: await import(join(folder, path)) });
  }
  project = await createProject();
  const { id } = project.environments.staging;
  await database().environment.update({ where: { id }, data: { protected: true } });
  other = await createActor("admin");
  for (const role of roles) {
    people[role] = await person(role);
    insiders[role] = await person("member");
    const [userId, projectId] = [insiders[role].id, project.id];
    await database().membership.create({ data: { userId, scope: projectId, projectId, role } });
  }
});

async function ask(token: string, method: string, path: string, body: unknown) {
  const [address = ""] = path.split("?");
  const door = doors.find(({ pattern }) => pattern.test(address));
  const handler = door?.handlers[method];
  if (!door || !handler) throw new Error(`There is no ${method} ${path}.`);
  asked.add(`${method} ${door.address}`);
  const request = new Request(`http://hoist.test/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const params = door.pattern.exec(address)?.groups ?? {};
  return handler(request, { params: Promise.resolve({ ...params }) });
}

async function verdict(response: Response): Promise<Verdict | string> {
  if (response.ok) return "y";
  const { code } = await response.json();
  const known: Record<string, Verdict> = { forbidden: "n", not_found: "x", approval_required: "p" };
  return known[code] ?? `${response.status} ${code}`;
}

/** The letters of all roles; what is refused leaves no trace. */
async function answered({ roles: expected, rest }: Row, those: People): Promise<string> {
  let answers = "";
  for (const role of roles) {
    const { token, ...me } = those[role];
    const [method, path, body] = await rest!(new World(me, project, other));
    const run = async () => {
      answers += await verdict(await ask(token, method, path, body));
    };
    if (expected[answers.length] === "y") await run();
    else expect(await expectNoTrace(run)).toBeUndefined();
  }
  return answers;
}

describe("through the REST door, the role table's answer", () => {
  const rows = [...flagRows, ...segmentRows, ...peopleRows, ...estateRows].filter(
    ({ rest }) => rest,
  );

  it.each(rows)("to “$what” is $roles", async (row) => {
    expect(await answered(row, people)).toBe(row.roles);
  });

  const ofProject = rows.filter(
    (row) =>
      flagRows.includes(row) ||
      /(?<!targeting) (keys?|environments?|members|in a project|project's log)$|^rename a project$/.test(
        row.what,
      ),
  );
  it.each(ofProject)("to “$what” is $roles, with roles in that project alone", async (row) => {
    expect(await answered(row, insiders)).toBe(row.roles);
  });

  it("is asked of every route there is", () => {
    const all = doors.flatMap(({ address, handlers }) =>
      methods.filter((method) => handlers[method]).map((method) => `${method} ${address}`),
    );
    expect(all.filter((door) => !asked.has(door) && !elsewhere.has(door))).toEqual([]);
  });

  it("to whoever reads only is no to every write", async () => {
    const actor = await createActor("admin");
    const input = { name: "t", readOnly: true, expiresAt: null };
    const { token } = await createToken(actor, input);
    for (const { what, rest } of rows) {
      const [method, path, body] = await rest!(new World(actor, project, other));
      if (method === "GET" || /\/(evaluate|preview)$/.test(path)) continue;
      const run = async () => expect((await ask(token, method, path, body)).ok, what).toBe(false);
      expect(await expectNoTrace(run), what).toBeUndefined();
    }
  });
});
