import fs from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { requireActor } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import type { FormState } from "@/lib/form-state";
import { again, createActor, createProject, type TestProject } from "@/lib/testing/factories";
import { expectNoTrace, ledger } from "@/lib/testing/log";
import { estateRows } from "@/lib/testing/role-table/estate";
import { flagRows } from "@/lib/testing/role-table/flags";
import { peopleRows } from "@/lib/testing/role-table/people";
import { segmentRows } from "@/lib/testing/role-table/segments";
import { roles, World } from "@/lib/testing/role-table/world";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => {} }) }));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

const rooms = join(import.meta.dirname, "..");

/** Forms about oneself alone, or of nobody yet: lib/auth and e2e/accounts.spec.ts test them. */
const elsewhere = new Set([
  "signInAction",
  "signUpAction",
  "signOutAction",
  "changePasswordAction",
  "signOutEverywhereAction",
]);

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
const actions = new Map<string, Action>();
const asked = new Set<string>();
const people = {} as Record<(typeof roles)[number], Awaited<ReturnType<typeof createActor>>>;
let project: TestProject;
let other: Awaited<ReturnType<typeof createActor>>;

beforeAll(async () => {
  for (const room of fs.readdirSync(rooms)) {
    const path = join(rooms, room, "actions.ts");
    if (!fs.existsSync(path) || room === "auth") continue;
    for (const [name, action] of Object.entries(await import(path)))
      actions.set(name, action as Action);
  }
  project = await createProject();
  const { id } = project.environments.staging;
  await database().environment.update({ where: { id }, data: { protected: true } });
  other = await createActor("admin");
  for (const role of roles) people[role] = await createActor(role);
});

/** Whether the form was done; a redirect is what some do at the end. */
async function done(name: string, fields: Record<string, string>): Promise<boolean> {
  const action = actions.get(name);
  if (!action) throw new Error(`There is no ${name}.`);
  asked.add(name);
  const form = new FormData();
  for (const [field, value] of Object.entries(fields)) form.set(field, value);
  try {
    return (await action(null, form))?.ok === true;
  } catch (error) {
    if (error instanceof Error && error.message === "NEXT_REDIRECT") return true;
    throw error;
  }
}

/** Forms that carry the version they were opened with. */
async function current(fields: Record<string, string>): Promise<Record<string, string>> {
  if (fields.version !== "0") return fields;
  const { id } = project;
  const { version } = fields.environment
    ? await database().environment.findFirstOrThrow({
        where: { projectId: id, key: fields.environment },
      })
    : await database().project.findUniqueOrThrow({ where: { id } });
  return { ...fields, version: String(version) };
}

describe("through the door of forms, the role table's answer", () => {
  const rows = [...flagRows, ...segmentRows, ...peopleRows, ...estateRows].filter(
    ({ form }) => form,
  );

  it.each(rows)("to “$what” is $roles", async ({ roles: expected, form }) => {
    for (const [place, role] of roles.entries()) {
      const me = people[role];
      const [name, fields] = await form!(new World(me, project, other));
      const sent = await current(fields);
      vi.mocked(requireActor).mockResolvedValue(again(me));
      const before = await ledger();
      if (expected[place] === "y") {
        expect(await done(name, sent), role).toBe(true);
        expect((await ledger()).rows, role).toBeGreaterThan(before.rows);
      } else {
        const run = async () => expect(await done(name, sent), role).toBe(false);
        expect(await expectNoTrace(run), role).toBeUndefined();
      }
    }
  });

  it("is asked of every form there is", () => {
    const unasked = [...actions.keys()].filter((name) => !asked.has(name) && !elsewhere.has(name));
    expect(unasked).toEqual([]);
  });
});
