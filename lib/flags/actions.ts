"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { archiveFlag, restoreFlag } from "@/lib/flags/mutations/archive";
import { changeState } from "@/lib/flags/mutations/change-state";
import { createFlag } from "@/lib/flags/mutations/create";
import { deleteFlag } from "@/lib/flags/mutations/delete";
import { updateFlag } from "@/lib/flags/mutations/update";
import { createFlagSchema, updateFlagSchema, variantKey } from "@/lib/flags/schema";

const place = z.object({ project: z.string(), flag: z.string() });
const stateOf = place.extend({ environment: z.string() });
const version = z.coerce.number().int();

const json = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text; // The schema says what is wrong with it.
  }
};

/** Form fields are texts: lists and values become what the schema asks for, empty ones are left out. */
const typed = (fields: unknown) => {
  const form = z.record(z.string(), z.string()).parse(fields);
  const input: Record<string, unknown> = { ...form };
  if (form.tags !== undefined) input.tags = form.tags.split(",").filter((tag) => tag.trim() !== "");
  if (form.variants !== undefined) input.variants = json(form.variants);
  if (form.clientSide !== undefined) input.clientSide = form.clientSide === "true";
  if (form.selfService !== undefined) input.selfService = form.selfService === "true";
  return input;
};

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
    await updateFlag(actor, project, flag, patch, version);
    return `${flag} is saved.`;
  },
);

export const switchAction = formAction(
  stateOf.extend({ enabled: z.stringbool() }),
  async (actor, { project, flag, environment, enabled }) => {
    await changeState(actor, project, flag, environment, { enabled }, null);
    return `${flag} is ${enabled ? "on" : "off"} in ${environment}.`;
  },
);

export const killAction = formAction(
  stateOf.extend({ killed: z.stringbool() }),
  async (actor, { project, flag, environment, killed }) => {
    await changeState(actor, project, flag, environment, { killed }, null);
    return killed
      ? `${flag} is killed in ${environment}: off for everybody.`
      : `${flag} is no longer killed in ${environment}.`;
  },
);

export const serveAction = formAction(
  stateOf.extend({ offVariant: variantKey, fallthrough: variantKey, version }),
  async (actor, { project, flag, environment, offVariant, fallthrough, version }) => {
    const patch = { offVariant, fallthrough: { variant: fallthrough } };
    await changeState(actor, project, flag, environment, patch, version);
    return `${flag} serves ${fallthrough} when on and ${offVariant} when off in ${environment}.`;
  },
);

export const archiveFlagAction = formAction(place, async (actor, { project, flag }) => {
  await archiveFlag(actor, project, flag);
  return `${flag} is archived. Client apps no longer get it.`;
});

export const restoreFlagAction = formAction(place, async (actor, { project, flag }) => {
  await restoreFlag(actor, project, flag);
  return `${flag} is restored.`;
});

export const deleteFlagAction = formAction(place, async (actor, { project, flag }) => {
  await deleteFlag(actor, project, flag);
  redirect(`/projects/${project}/flags?archived=true`);
});
