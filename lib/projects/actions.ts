"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { formAction } from "@/lib/action";
import { createProject, updateProject } from "@/lib/projects/mutations";
import { createProjectSchema, estateName } from "@/lib/projects/schema";

/** An empty name in a form means: the key will do. */
const named = z.preprocess((text) => (text === "" ? undefined : text), estateName.optional());

export const createProjectAction = formAction(
  createProjectSchema.extend({ name: named }),
  async (actor, input) => {
    const { key } = await createProject(actor, input);
    redirect(`/projects/${key}/flags`);
  },
);

export const renameProjectAction = formAction(
  z.object({ project: z.string(), name: estateName, version: z.coerce.number().int() }),
  async (actor, { project, name, version }) => {
    const { before, ...now } = await updateProject(actor, project, { name }, version);
    const undo = { project, version: String(now.version), name: before.name };
    return { message: `The project is called ${name}.`, undo: { form: "project", fields: undo } };
  },
);
