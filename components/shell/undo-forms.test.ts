import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import type { FormState } from "@/lib/form-state";
import { again, createActor, createProject, type TestProject } from "@/lib/testing/factories";
import { auditRows, ledger } from "@/lib/testing/log";
import { undoForms } from "./undo-forms";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => undefined }) }));
vi.mock("next/navigation", () => ({
  unstable_rethrow: () => undefined,
  redirect: () => undefined,
}));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

type Fields = Record<string, string>;

let project: TestProject;

const actAs = (actor: Actor) =>
  vi.mocked(requireActor).mockImplementation(async () => again(actor));

beforeEach(async () => {
  project = await createProject();
  actAs(await createActor("admin"));
});

async function send(form: string, fields: Fields): Promise<FormState> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return undoForms[form]!(null, data);
}

async function undo(done: FormState): Promise<FormState> {
  if (!done?.ok || !done.undo) throw new Error(`Nothing to undo: ${JSON.stringify(done)}`);
  return send(done.undo.form, { ...done.undo.fields, comment: "Undo" });
}

/** Makes a change and takes it back: it must be as before, by one more change in the log. */
async function thereAndBack(form: string, fields: Fields, standing: () => Promise<unknown>) {
  const before = await standing();
  const done = await send(form, fields);
  expect(await standing()).not.toEqual(before);
  const { rows } = await ledger();
  expect(await undo(done)).toMatchObject({ ok: true });
  expect(await standing()).toEqual(before);
  const log = await auditRows();
  expect(log.length).toBeGreaterThan(rows);
  expect(log.at(-1)?.personal?.comment).toBe("Undo");
  return log.slice(rows).map(({ action }) => action);
}

/** Makes a change, then somebody else another one: nothing is taken back then. */
async function tooLate(done: FormState, meanwhile: () => Promise<unknown>) {
  await meanwhile();
  const { rows } = await ledger();
  expect(await undo(done)).toMatchObject({ ok: false, message: expect.stringMatching(/changed/) });
  expect((await ledger()).rows).toBe(rows);
}

describe("taking back a change of an environment", () => {
  const staging = async () => {
    const { id } = project.environments.staging;
    const { name, protected: locked } = await database().environment.findUniqueOrThrow({
      where: { id },
    });
    return { name, locked };
  };
  const fields = () => ({ project: project.key, environment: "staging", version: "1" });

  it("gives it its name and its openness again", async () => {
    const change = { ...fields(), name: "QA", protected: "on" };
    expect(await thereAndBack("environment", change, staging)).toEqual(["environment.update"]);
  });

  it("protects it again", async () => {
    await send("environment", { ...fields(), name: "Staging", protected: "on" });
    const open = { ...fields(), name: "Staging", version: "2" };
    expect(await thereAndBack("environment", open, staging)).toEqual(["environment.update"]);
  });

  it("is refused once somebody has changed it since", async () => {
    const done = await send("environment", { ...fields(), name: "QA" });
    await tooLate(done, () => send("environment", { ...fields(), name: "Theirs", version: "2" }));
    expect(await staging()).toMatchObject({ name: "Theirs" });
  });

  it("is not offered where nothing was changed", async () => {
    const same = await send("environment", { ...fields(), name: "Staging" });
    expect(same).toEqual({ ok: true, message: expect.any(String) });
  });
});

describe("taking back the new name of a project", () => {
  const name = async () =>
    (await database().project.findUniqueOrThrow({ where: { id: project.id } })).name;
  const rename = (name: string, version: string) => ({ project: project.key, name, version });

  it("gives it the former one", async () => {
    expect(await thereAndBack("project", rename("Shop", "1"), name)).toEqual(["project.update"]);
  });

  it("is refused once somebody has renamed it since, and to whoever may not", async () => {
    const done = await send("project", rename("Shop", "1"));
    await tooLate(done, () => send("project", rename("Theirs", "2")));
    const last = await send("project", rename("Mine", "3"));
    actAs(await createActor("editor"));
    expect(await undo(last)).toMatchObject({ ok: false });
    expect(await name()).toBe("Mine");
  });
});
