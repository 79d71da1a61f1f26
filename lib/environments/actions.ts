"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { createEnvironment, updateEnvironment } from "@/lib/environments/mutations";
import { createEnvironmentSchema } from "@/lib/environments/schema";
import { estateName } from "@/lib/projects/schema";

const project = z.string();
/** An empty name in a form means: the key will do. */
const named = z.preprocess((text) => (text === "" ? undefined : text), estateName.optional());
/** What a checkbox sends, or does not. */
const checked = z.stringbool().default(false);

export const createEnvironmentAction = formAction(
  createEnvironmentSchema.extend({ project, name: named, protected: checked }),
  async (actor, { project, ...input }) => {
    await createEnvironment(actor, project, input);
    return `${input.name ?? input.key} is created. Every flag is off there.`;
  },
);

export const updateEnvironmentAction = formAction(
  z.object({
    project,
    environment: z.string(),
    version: z.coerce.number().int(),
    name: estateName,
    protected: checked,
  }),
  async (actor, { project, environment, version, ...patch }) => {
    const { before, ...now } = await updateEnvironment(actor, project, environment, patch, version);
    const former = { name: before.name, ...(before.protected ? { protected: "on" } : {}) };
    const undo = { project, environment, version: String(now.version), ...former };
    return { message: `${patch.name} is saved.`, undo: { form: "environment", fields: undo } };
  },
);
