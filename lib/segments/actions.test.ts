import { expect, test, vi } from "vitest";
import { requireActor } from "@/lib/auth/session";
import type { FormState } from "@/lib/form-state";
import { createSegmentAction, deleteSegmentAction, putSegmentAction } from "@/lib/segments/actions";
import { listSegments } from "@/lib/segments/queries";
import { again, createActor, createProject } from "@/lib/testing/factories";

vi.mock("next/headers", () => ({ cookies: async () => ({ set: () => undefined }) }));
vi.mock("next/navigation", () => ({ unstable_rethrow: () => undefined }));
vi.mock("@/lib/auth/session", () => ({ requireActor: vi.fn() }));

const forms: Record<string, (previous: FormState, form: FormData) => Promise<FormState>> = {
  createSegment: createSegmentAction,
  segment: putSegmentAction,
  deleteSegment: deleteSegmentAction,
};

test("each form of a segment answers what takes it back", async () => {
  const editor = await createActor("editor");
  vi.mocked(requireActor).mockImplementation(async () => again(editor));
  const project = (await createProject()).key;
  const send = async (form: string, fields: Record<string, string>) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.set(name, value);
    return forms[form]!(null, data);
  };
  const undo = async (done: FormState) => {
    if (!done?.ok || !done.undo) throw new Error(`Nothing to undo: ${JSON.stringify(done)}`);
    expect(await send(done.undo.form, done.undo.fields)).toMatchObject({ ok: true });
  };
  const stood = async () =>
    (await listSegments(editor, project)).map(({ key, name, conditions, included }) => ({
      ...{ key, name, conditions, included },
    }));
  const plan = '{"attribute":"plan","op":"in","values":["pro"]}';
  const europe = { project, key: "europe", name: "", conditions: plan, included: '["u-1"]' };

  await undo(await send("createSegment", europe));
  expect(await stood()).toEqual([]);

  await send("createSegment", europe);
  const before = await stood();
  expect(before).toMatchObject([{ name: "europe", included: ["u-1"] }]);
  await undo(await send("segment", { project, key: "europe", name: "EU", version: "1" }));
  expect(await stood()).toEqual(before);
  await undo(await send("deleteSegment", { project, key: "europe" }));
  expect(await stood()).toEqual(before);

  expect(
    await send("segment", {
      ...{ ...europe, name: "EU", version: "1" },
      conditions: '{"all":[{"attribute":"plan","op":"is"}]}',
    }),
  ).toMatchObject({ ok: false, fields: { "conditions.all.0.op": [expect.any(String)] } });
});
