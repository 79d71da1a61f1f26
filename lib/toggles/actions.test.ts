import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { database } from "@/lib/database/client";
import { killAction, switchAction, targetingAction, updateFlagAction } from "@/lib/flags/actions";
import type { FormState } from "@/lib/form-state";
import { again, createActor, createFlag, createProject } from "@/lib/testing/factories";
import { auditRows } from "@/lib/testing/log";
import { deleteToggleAction, endToggleAction, putToggleAction } from "@/lib/toggles/actions";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => undefined }) }));
vi.mock("next/navigation", () => ({
  unstable_rethrow: () => undefined,
  redirect: () => undefined,
}));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

type Action = (previous: FormState, form: FormData) => Promise<FormState>;
const forms: Record<string, Action> = {
  switch: switchAction,
  kill: killAction,
  targeting: targetingAction,
  flag: updateFlagAction,
  toggle: putToggleAction,
  endToggle: endToggleAction,
  deleteToggle: deleteToggleAction,
};

let editor: Actor;
let place: { project: string; flag: string };
let at: { environment: string; targetingKey: string } & typeof place;

beforeAll(async () => {
  const project = await createProject();
  const creator = await createActor("editor");
  editor = creator;
  place = { project: project.key, flag: (await createFlag(project, { creator })).key };
});
beforeEach(async () => {
  vi.mocked(requireActor).mockImplementation(async () => again(editor));
  const { targetingKey } = await createActor("member");
  at = { ...place, environment: "staging", targetingKey };
});

async function send(form: string, fields: Record<string, string>): Promise<FormState> {
  const data = new FormData();
  for (const [name, value] of Object.entries(fields)) data.set(name, value);
  return forms[form]!(null, data);
}

async function undo(done: FormState): Promise<FormState> {
  if (!done?.ok || !done.undo) throw new Error(`Nothing to undo: ${JSON.stringify(done)}`);
  return send(done.undo.form, { ...done.undo.fields, comment: "Undo" });
}

async function last() {
  const row = (await auditRows()).at(-1)!;
  return [row.action, row.personal?.comment ?? null];
}

const toggle = () =>
  database().toggle.findFirst({
    where: { user: { targetingKey: at.targetingKey } },
    select: { variant: true, reason: true, expiresAt: true, creatorId: true },
  });

describe("what an action answers takes its change back", () => {
  it("when a toggle was made, changed, ended or deleted", async () => {
    const expiresAt = new Date(Date.now() + 3_600_000);
    const first = { ...at, variant: "on", reason: "Beta", expiresAt: expiresAt.toISOString() };
    const made = await send("toggle", first);
    expect(await undo(made)).toMatchObject({ ok: true });
    expect([await toggle(), await last()]).toEqual([null, ["toggle.delete", "Undo"]]);

    await send("toggle", first);
    const stood = await toggle();
    for (const [form, action] of [
      ["toggle", "toggle.update"],
      ["endToggle", "toggle.update"],
      ["deleteToggle", "toggle.create"],
    ] as const) {
      const done = await send(form, { ...at, ...(form === "toggle" ? { variant: "off" } : {}) });
      expect(await toggle()).not.toEqual(stood);
      expect(await undo(done)).toMatchObject({ ok: true });
      expect([await toggle(), await last()]).toEqual([stood, [action, "Undo"]]);
    }
  });

  it("by ending a toggle again that had ended and was started", async () => {
    await send("toggle", { ...at, variant: "on" });
    await send("endToggle", at);
    await undo(await send("toggle", { ...at, variant: "on" }));
    expect((await toggle())?.expiresAt?.getTime()).toBeLessThanOrEqual(Date.now());
  });

  it("but not once an ended toggle is deleted: none is put with a past time", async () => {
    await send("toggle", { ...at, variant: "on" });
    await send("endToggle", at);
    expect(await send("deleteToggle", at)).toEqual({ ok: true, message: expect.any(String) });
  });

  it("when a flag's state or settings were changed", async () => {
    const state = { ...place, environment: "production" };
    const flag = () => database().featureFlag.findFirstOrThrow({ where: { key: place.flag } });
    const stood = async () => {
      const { version: _, updatedAt: __, ...settings } = await flag();
      const found = await database().flagState.findFirstOrThrow({
        where: { flag: { key: place.flag }, environment: { key: "production" } },
      });
      const { version: ___, updatedAt: ____, ...state } = found;
      return { settings, state };
    };
    const version = async () => {
      const { flagState } = database();
      const found = await flagState.findFirstOrThrow({
        where: { flag: { key: place.flag }, environment: { key: "production" } },
      });
      return String(found.version);
    };
    const before = await stood();
    const change = async (form: string, fields: Record<string, string>) => {
      const done = await send(form, fields);
      expect(await stood()).not.toEqual(before);
      expect(await undo(done)).toMatchObject({ ok: true });
      expect(await stood()).toEqual(before);
      expect((await last())[1]).toBe("Undo");
    };
    await change("switch", { ...state, enabled: "true" });
    await change("kill", { ...state, killed: "true" });
    const serve = { offVariant: "on", fallthrough: JSON.stringify({ variant: "off" }) };
    await change("targeting", { ...state, ...serve, version: await version() });
    const split = { split: [{ variant: "on", weight: 100_000 }], by: "targetingKey" };
    const rule = { when: { attribute: "plan", op: "in", values: ["pro"] }, serve: split };
    const targeting = { enabled: "true", rules: JSON.stringify([rule]), offVariant: "on" };
    await change("targeting", { ...state, ...targeting, version: await version() });
    const settings = { name: "New", description: "", tags: "a, b", selfService: "true" };
    await change("flag", { ...place, ...settings, version: String((await flag()).version) });

    const fallthrough = JSON.stringify(split);
    await send("targeting", { ...state, fallthrough, version: await version() });
    await undo(await send("targeting", { ...state, ...serve, version: await version() }));
    expect((await stood()).state.fallthrough).toEqual(split);
  });
});

describe("taking back", () => {
  it("is refused when somebody has changed the same since", async () => {
    const made = await send("toggle", { ...at, variant: "on" });
    await send("toggle", { ...at, variant: "off" });
    expect(await undo(made)).toEqual({
      ok: false,
      message:
        "Somebody changed this toggle since you read it. Look at it again, then repeat your change.",
    });
    const deleted = await send("deleteToggle", at);
    await send("toggle", { ...at, variant: "on", reason: "theirs" });
    expect(await undo(deleted)).toMatchObject({ ok: false });
    expect(await toggle()).toMatchObject({ reason: "theirs" });
  });

  it("is a change like any other: whoever may no longer make it is refused", async () => {
    const made = await send("toggle", { ...at, variant: "on" });
    const viewer = await createActor("viewer");
    vi.mocked(requireActor).mockImplementation(async () => again(viewer));
    expect(await undo(made)).toMatchObject({ ok: false });
    expect(await toggle()).not.toBeNull();
  });

  it("is not offered where nothing was changed", async () => {
    const first = await send("toggle", { ...at, variant: "on" });
    expect(first).toHaveProperty("undo");
    expect(await send("toggle", { ...at, variant: "on" })).not.toHaveProperty("undo");
  });
});
