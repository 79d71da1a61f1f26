"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { archiveFlag, restoreFlag } from "@/lib/flags/mutations/archive";
import { changeFlags } from "@/lib/flags/mutations/bulk";
import { type ChangedState, changeState } from "@/lib/flags/mutations/change-state";
import { createFlag } from "@/lib/flags/mutations/create";
import { deleteFlag } from "@/lib/flags/mutations/delete";
import { updateFlag } from "@/lib/flags/mutations/update";
import { createFlagSchema, updateFlagSchema } from "@/lib/flags/schema";
import { type Bulk, bulkSchema } from "@/lib/flags/schema/bulk";
import { type ChangeState, changeStateSchema } from "@/lib/flags/schema/state";
import { documentOf } from "@/lib/form-state";

const place = z.object({ project: z.string(), flag: z.string() });
const stateOf = place.extend({ environment: z.string() });
const version = z.coerce.number().int();

/** Form fields are texts: lists and values become what the schema asks for, empty ones are left out. */
const typed = (fields: unknown) => {
  const form = z.record(z.string(), z.string()).parse(fields);
  const input: Record<string, unknown> = { ...form };
  if (form.tags !== undefined) input.tags = form.tags.split(",").filter((tag) => tag.trim() !== "");
  if (form.variants !== undefined) input.variants = documentOf(form.variants);
  if (form.schema !== undefined)
    input.schema = form.schema.trim() === "" ? null : documentOf(form.schema);
  if (form.clientSide !== undefined) input.clientSide = form.clientSide === "true";
  if (form.selfService !== undefined) input.selfService = form.selfService === "true";
  return input;
};

/** Those members of a flag as a form posts them, the other way round. */
const posted = (names: string[], flag: Record<string, unknown>) =>
  Object.fromEntries(
    names.map((name) => {
      const value = flag[name];
      if (name === "tags" && Array.isArray(value)) return [name, value.join(",")];
      return [name, typeof value === "string" ? value : JSON.stringify(value)];
    }),
  );

/** A new flag without a name is called by its key. */
const withoutEmptyName = (input: Record<string, unknown>) =>
  input.name === "" ? { ...input, name: undefined } : input;

export const createFlagAction = formAction(
  z.preprocess(
    (fields) => withoutEmptyName(typed(fields)),
    createFlagSchema.safeExtend({ project: z.string() }),
  ),
  async (actor, { project, ...input }) => {
    await createFlag(actor, project, input);
    redirect(`/projects/${project}/flags/${input.key}`);
  },
);

export const updateFlagAction = formAction(
  z.preprocess(typed, updateFlagSchema.safeExtend({ ...place.shape, version })),
  async (actor, { project, flag, version, ...patch }) => {
    const done = await updateFlag(actor, project, flag, patch, version);
    const former = posted(Object.keys(patch), done.before);
    const undo = { project, flag, version: String(done.version), ...former };
    return { message: `${flag} is saved.`, undo: { form: "flag", fields: undo } };
  },
);

/** With a version, only while nobody has changed the state since: for taking a change back. */
export const switchAction = formAction(
  stateOf.extend({ enabled: z.stringbool(), version: version.optional() }),
  async (actor, { version, enabled, ...state }) => {
    const { project, flag, environment } = state;
    const patch = { enabled };
    const done = await changeState(actor, project, flag, environment, patch, version ?? null);
    const undo = { ...state, version: String(done.version), enabled: String(done.before.enabled) };
    return {
      message: `${flag} is ${enabled ? "on" : "off"} in ${environment}.`,
      undo: { form: "switch", fields: undo },
    };
  },
);

export const killAction = formAction(
  stateOf.extend({ killed: z.stringbool(), version: version.optional() }),
  async (actor, { version, killed, ...state }) => {
    const { project, flag, environment } = state;
    const patch = { killed };
    const done = await changeState(actor, project, flag, environment, patch, version ?? null);
    const undo = { ...state, version: String(done.version), killed: String(done.before.killed) };
    return {
      message: killed
        ? `${flag} is killed in ${environment}: off for everybody.`
        : `The kill of ${flag} in ${environment} is taken back.`,
      undo: { form: "kill", fields: undo },
    };
  },
);

/** Any members of the state document; each but `offVariant` is posted as JSON. With the version that was edited. */
export const targetingAction = formAction(
  z.preprocess(
    (fields) => typedTargeting(z.record(z.string(), z.string()).parse(fields)),
    changeStateSchema.safeExtend({ ...stateOf.shape, version }),
  ),
  async (actor, { project, flag, environment, version, ...patch }) => {
    const done = await changeState(actor, project, flag, environment, patch, version);
    const undo = formerTargeting({ project, flag, environment }, patch, done);
    return { message: `${flag} is saved in ${environment}.`, undo };
  },
);

function typedTargeting(form: Record<string, string>) {
  const documents = ["enabled", "killed", "prerequisites", "rules", "fallthrough"];
  return Object.fromEntries(
    Object.entries(form).map(([name, text]) => [
      name,
      documents.includes(name) ? documentOf(text) : text,
    ]),
  );
}

/** Puts the members of a patch back as they were. */
function formerTargeting(state: z.output<typeof stateOf>, patch: ChangeState, done: ChangedState) {
  const former = posted(Object.keys(patch), done.before);
  return {
    form: "targeting",
    fields: { ...state, version: String(done.version), ...former },
  };
}

export const archiveFlagAction = formAction(place, async (actor, { project, flag }) => {
  await archiveFlag(actor, project, flag);
  return {
    message: `${flag} is archived. Client apps no longer get it.`,
    undo: { form: "restore", fields: { project, flag } },
  };
});

export const restoreFlagAction = formAction(place, async (actor, { project, flag }) => {
  await restoreFlag(actor, project, flag);
  return {
    message: `${flag} is restored.`,
    undo: { form: "archive", fields: { project, flag } },
  };
});

export const deleteFlagAction = formAction(place, async (actor, { project, flag }) => {
  await deleteFlag(actor, project, flag);
  redirect(`/projects/${project}/flags?archived=true`);
});

const opposite = {
  enable: "disable",
  disable: "enable",
  tag: "untag",
  untag: "tag",
  archive: "restore",
  restore: "archive",
} as const;

/** What became of so many flags. */
function bulkWords(bulk: Bulk, count: number): string {
  const [flags, are, have] = count === 1 ? ["flag", "is", "has"] : ["flags", "are", "have"];
  const number = count.toLocaleString("en");
  switch (bulk.action) {
    case "enable":
    case "disable":
      return `${number} ${flags} ${are} ${bulk.action === "enable" ? "on" : "off"} in ${bulk.environment}.`;
    case "tag":
    case "untag":
      return `${number} ${flags} ${have} ${bulk.action === "tag" ? "" : "no longer "}the tag ${bulk.tag}.`;
    case "archive":
    case "restore":
      return `${number} ${flags} ${are} ${bulk.action}d.`;
  }
}

const bulkForm = z.preprocess(
  (fields) => {
    const { project, flags = "", ...form } = z.record(z.string(), z.string()).parse(fields);
    return { project, bulk: { ...form, flags: documentOf(flags) } };
  },
  z.strictObject({ project: z.string(), bulk: bulkSchema }),
);

/** Many flags at once. To be taken back as a whole, while none of them has changed since. */
export const bulkAction = formAction(bulkForm, async (actor, { project, bulk }) => {
  const { changed } = await changeFlags(actor, project, bulk);
  if (changed.length === 0) return "Nothing had to be changed.";
  const { flags: _flags, action, ...what } = bulk;
  const undo = { ...what, project, action: opposite[action], flags: JSON.stringify(changed) };
  return { message: bulkWords(bulk, changed.length), undo: { form: "bulk", fields: undo } };
});
