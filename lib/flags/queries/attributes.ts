import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import { canReadFlags } from "@/lib/flags/policy";
import { requireProject } from "@/lib/projects/queries";
import { askAttributes } from "@/lib/traffic/ask";
import type { SeenAttribute } from "@/lib/traffic/attributes";
import { listAttributes } from "@/lib/users/queries/attributes";

/**
 * The names of attributes that conditions can ask for, and the JSON types of their values: those that users have, most
 * frequent first, then those that apps sent lately to an environment of the project. Never a value.
 */
export async function suggestAttributes(
  actor: Actor,
  projectKey: string,
): Promise<SeenAttribute[]> {
  const project = await requireProject(actor, projectKey);
  if (!canReadFlags(actor, project.id))
    throw new Refusal(
      "forbidden",
      "Members see no attributes. An administrator can give you the role viewer.",
    );
  const [known, sent] = await Promise.all([listAttributes(actor), sentTo(project.id)]);
  const suggested = new Map(known.map(({ name, types }) => [name, new Set(types)]));
  for (const { name, types } of sent)
    suggested.set(name, new Set([...(suggested.get(name) ?? []), ...types]));
  return [...suggested].map(([name, types]) => ({ name, types: [...types].sort() }));
}

async function sentTo(projectId: string): Promise<SeenAttribute[]> {
  const environments = await database().environment.findMany({
    where: { projectId },
    select: { id: true },
  });
  return askAttributes(environments.map(({ id }) => id));
}
