"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { deleteConfiguration, putConfiguration } from "@/lib/configurations/mutations";
import { putConfigurationForm } from "@/lib/configurations/schema";

/** The `updatedAt` of the value that a change takes back, or "none". */
const seen = z.string().max(40).optional();

/** One's own: nobody writes another's, so the form names nobody. */
export const putConfigurationAction = formAction(
  putConfigurationForm.extend({ seen }),
  async (actor, { key, value, seen }) => {
    const done = await putConfiguration(actor, actor.username ?? "", key, { value }, seen);
    const fields = { key, seen: done.updatedAt.toISOString() };
    return {
      message: `${key} is saved.`,
      undo:
        done.before === undefined
          ? { form: "deleteConfiguration", fields }
          : { form: "configuration", fields: { ...fields, value: JSON.stringify(done.before) } },
    };
  },
);

export const deleteConfigurationAction = formAction(
  z.object({ key: z.string(), seen }),
  async (actor, { key, seen }) => {
    const { before } = await deleteConfiguration(actor, actor.username ?? "", key, seen);
    const fields = { key, seen: "none", value: JSON.stringify(before) };
    return { message: `${key} is removed.`, undo: { form: "configuration", fields } };
  },
);
