"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { deleteConfiguration, putConfiguration } from "@/lib/configurations/mutations";
import { putConfigurationForm } from "@/lib/configurations/schema";

/** One's own: nobody writes another's, so the form names nobody. */
export const putConfigurationAction = formAction(
  putConfigurationForm,
  async (actor, { key, value }) => {
    await putConfiguration(actor, actor.username ?? "", key, { value });
    return `${key} is saved.`;
  },
);

export const deleteConfigurationAction = formAction(
  z.object({ key: z.string() }),
  async (actor, { key }) => {
    await deleteConfiguration(actor, actor.username ?? "", key);
    return `${key} is removed.`;
  },
);
