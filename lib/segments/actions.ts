"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { documentOf } from "@/lib/form-state";
import { createSegment } from "@/lib/segments/mutations/create";
import { deleteSegment } from "@/lib/segments/mutations/delete";
import { putSegment } from "@/lib/segments/mutations/put";
import { createSegmentSchema, putSegmentSchema } from "@/lib/segments/schema";

const place = { project: z.string() };
const version = z.coerce.number().int();

/** Form fields are texts; conditions and who is named are posted as JSON. A name left empty is left out. */
const typed = (fields: unknown) => {
  const { name, ...form } = z.record(z.string(), z.string()).parse(fields);
  const input: Record<string, unknown> = { ...form, ...(name ? { name } : {}) };
  for (const member of ["conditions", "included", "excluded"])
    if (form[member] !== undefined) input[member] = documentOf(form[member]);
  return input;
};

type Content = { name: string; conditions: unknown; included: string[]; excluded: string[] };

/** The other way round. */
const posted = ({ name, conditions, included, excluded }: Content) => ({
  name,
  conditions: JSON.stringify(conditions),
  included: JSON.stringify(included),
  excluded: JSON.stringify(excluded),
});

export const createSegmentAction = formAction(
  z.preprocess(typed, createSegmentSchema.safeExtend(place)),
  async (actor, { project, ...input }) => {
    await createSegment(actor, project, input);
    const undo = { project, key: input.key, version: "1" };
    return { message: `${input.key} is made.`, undo: { form: "deleteSegment", fields: undo } };
  },
);

export const putSegmentAction = formAction(
  z.preprocess(
    typed,
    putSegmentSchema.safeExtend({ ...place, key: createSegmentSchema.shape.key, version }),
  ),
  async (actor, { project, version, ...input }) => {
    const { key } = input;
    const done = await putSegment(actor, project, key, input, version);
    const undo = { project, key, version: String(done.version), ...posted(done.before) };
    return { message: `${key} is saved.`, undo: { form: "segment", fields: undo } };
  },
);

/** With a version, only while nobody has changed the segment since: for taking its making back. */
export const deleteSegmentAction = formAction(
  z.object({ ...place, key: z.string(), version: version.optional() }),
  async (actor, { project, key, version }) => {
    const before = await deleteSegment(actor, project, key, version ?? null);
    const undo = { project, key, ...posted(before) };
    return { message: `${key} is deleted.`, undo: { form: "createSegment", fields: undo } };
  },
);
