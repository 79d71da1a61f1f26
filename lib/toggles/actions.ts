"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { deleteToggle } from "@/lib/toggles/mutations/delete";
import { endToggle } from "@/lib/toggles/mutations/end";
import type { Former } from "@/lib/toggles/mutations/lock";
import { putToggle } from "@/lib/toggles/mutations/put";
import { putToggleSchema } from "@/lib/toggles/schema";
import { targetingKey } from "@/lib/users/schema";

const place = z.object({
  project: z.string(),
  flag: z.string(),
  environment: z.string(),
  targetingKey,
});

/** Which toggle a change takes back: `updatedAt`, or "none". */
const seen = z.string().max(40).optional();

const keys = ({ project, flag, environment, targetingKey }: z.output<typeof place>) =>
  [project, flag, environment, targetingKey] as const;

/** An empty reason or expiry is none. */
const withoutEmpty = (fields: unknown) =>
  Object.fromEntries(
    Object.entries(z.record(z.string(), z.string()).parse(fields)).filter(
      ([name, value]) => value !== "" || name === "targetingKey",
    ),
  );

type Place = z.output<typeof place>;

/** Puts a toggle back as it was; one that had ended ends again, since none is ever put with a past time. */
const putBack = (at: Place, before: Former, seen: string) => {
  const ended = before?.expiresAt && before.expiresAt.getTime() <= Date.now();
  if (!before) return { form: "deleteToggle", fields: { ...at, seen } };
  if (ended) return { form: "endToggle", fields: { ...at, seen } };
  const { variant, reason, expiresAt } = before;
  const former = { variant, reason: reason ?? "", expiresAt: expiresAt?.toISOString() ?? "" };
  return { form: "toggle", fields: { ...at, seen, ...former } };
};

export const putToggleAction = formAction(
  z.preprocess(withoutEmpty, putToggleSchema.safeExtend({ ...place.shape, seen })),
  async (actor, { project, flag, environment, targetingKey, seen, ...toggle }) => {
    const at = { project, flag, environment, targetingKey };
    const done = await putToggle(actor, ...keys(at), toggle, seen);
    return {
      message: `${targetingKey} gets ${toggle.variant} of ${flag} in ${environment}.`,
      undo: putBack(at, done.before, done.updatedAt.toISOString()),
    };
  },
);

export const endToggleAction = formAction(
  place.extend({ seen }),
  async (actor, { seen, ...at }) => {
    const done = await endToggle(actor, ...keys(at), seen);
    return {
      message: `The toggle of ${at.flag} for ${at.targetingKey} has ended in ${at.environment}.`,
      undo: putBack(at, done.before, done.updatedAt.toISOString()),
    };
  },
);

export const deleteToggleAction = formAction(
  place.extend({ seen }),
  async (actor, { seen, ...at }) => {
    const { before } = await deleteToggle(actor, ...keys(at), seen);
    const undo = putBack(at, before, "none");
    return {
      message: `The toggle of ${at.flag} for ${at.targetingKey} is deleted in ${at.environment}.`,
      undo: undo.form === "toggle" ? undo : undefined,
    };
  },
);
