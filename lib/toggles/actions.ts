"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { deleteToggle } from "@/lib/toggles/mutations/delete";
import { endToggle } from "@/lib/toggles/mutations/end";
import { putToggle } from "@/lib/toggles/mutations/put";
import { putToggleSchema } from "@/lib/toggles/schema";
import { targetingKey } from "@/lib/users/schema";

const place = z.object({
  project: z.string(),
  flag: z.string(),
  environment: z.string(),
  targetingKey,
});

/** An empty reason or expiry is none. */
const withoutEmpty = (fields: unknown) =>
  Object.fromEntries(
    Object.entries(z.record(z.string(), z.string()).parse(fields)).filter(
      ([name, value]) => value !== "" || name === "targetingKey",
    ),
  );

export const putToggleAction = formAction(
  z.preprocess(withoutEmpty, putToggleSchema.safeExtend(place.shape)),
  async (actor, { project, flag, environment, targetingKey, ...toggle }) => {
    await putToggle(actor, project, flag, environment, targetingKey, toggle);
    return `${targetingKey} gets ${toggle.variant} of ${flag} in ${environment}.`;
  },
);

export const endToggleAction = formAction(place, async (actor, { targetingKey, ...flag }) => {
  await endToggle(actor, flag.project, flag.flag, flag.environment, targetingKey);
  return `The toggle of ${flag.flag} for ${targetingKey} has ended in ${flag.environment}.`;
});

export const deleteToggleAction = formAction(place, async (actor, { targetingKey, ...flag }) => {
  await deleteToggle(actor, flag.project, flag.flag, flag.environment, targetingKey);
  return `The toggle of ${flag.flag} for ${targetingKey} is deleted in ${flag.environment}.`;
});
