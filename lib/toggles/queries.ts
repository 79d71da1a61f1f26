import { z } from "zod";
import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { requireEnvironment } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import { visibleFlag } from "@/lib/flags/policy";
import { requireFlag } from "@/lib/flags/queries";
import type { Prisma } from "@/lib/generated/prisma/client";
import { canReadToggles } from "@/lib/toggles/policy";
import { people, type Row, unexpired, view } from "@/lib/toggles/queries/view";
import type { ListToggles, ToggleView } from "@/lib/toggles/schema";

/** One page of a flag's toggles in one environment, newest first. */
export async function listToggles(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  { ended, limit, cursor }: ListToggles,
): Promise<{ data: ToggleView[]; nextCursor: string | null }> {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  const flag = await requireFlag(actor, projectKey, key);
  const found = await database().toggle.findMany({
    where: {
      AND: [
        { flagId: flag.id, environmentId: environment.id },
        ended === "true" ? {} : unexpired(new Date()),
        after(cursor),
      ],
    },
    include: people,
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    take: limit + 1,
  });
  const page = found.slice(0, limit);
  const last = found.length > limit ? page.at(-1) : undefined;
  return { data: page.map(view), nextCursor: last ? cursorOf(last) : null };
}

/** One person's toggle, ended ones too; everybody may read their own. */
export async function getToggle(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  targetingKey: string,
): Promise<ToggleView> {
  const { id: environmentId, project } = await requireEnvironment(
    actor,
    projectKey,
    environmentKey,
  );
  const toggle = await database().toggle.findFirst({
    where: {
      environmentId,
      state: { flag: { ...visibleFlag(actor, project.id), key } },
      user: { targetingKey },
      ...(canReadToggles(actor, project.id) ? {} : { userId: actor.id ?? undefined }),
    },
    include: people,
  });
  if (!toggle)
    throw new Refusal(
      "not_found",
      "This user has no toggle here. Check the user, the flag and the environment.",
    );
  return view(toggle);
}

function cursorOf({ createdAt, id }: Row): string {
  return Buffer.from(JSON.stringify([createdAt, id])).toString("base64url");
}

const cursorSchema = z.tuple([z.iso.datetime(), z.uuid()]);

function after(cursor: string | undefined): Prisma.ToggleWhereInput {
  if (!cursor) return {};
  try {
    const text = Buffer.from(cursor, "base64url").toString("utf8");
    const [createdAt, id] = cursorSchema.parse(JSON.parse(text));
    return { OR: [{ createdAt: { lt: createdAt } }, { createdAt, id: { lt: id } }] };
  } catch {
    throw new Refusal(
      "invalid",
      "This cursor belongs to another list. Send the cursor of the page before.",
      { field: "cursor" },
    );
  }
}
