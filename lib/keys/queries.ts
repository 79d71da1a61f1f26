import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { type RequiredEnvironment, requireEnvironment } from "@/lib/environments/queries";
import { Refusal } from "@/lib/errors";
import type { ApiKey } from "@/lib/generated/prisma/client";
import { canManageKeys, canSeeUse } from "@/lib/keys/policy";
import type { KeyUse, KeyView } from "@/lib/keys/schema";

/** The environment's keys that are not revoked, newest first. */
export async function listKeys(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
): Promise<KeyView[]> {
  const environment = await requireManagedEnvironment(actor, projectKey, environmentKey);
  const keys = await database().apiKey.findMany({
    where: { environmentId: environment.id, revokedAt: null },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
  });
  const creators = await database().user.findMany({
    where: { id: { in: [...new Set(keys.map(({ creatorId }) => creatorId))] } },
    select: { id: true, username: true },
  });
  const usernames = new Map(creators.map(({ id, username }) => [id, username]));
  return keys.map((key) => toKeyView(key, usernames.get(key.creatorId) ?? null));
}

/** How apps use an environment, for whoever may not see its keys too. What revoked keys did counts. */
export async function getKeyUse(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
): Promise<KeyUse> {
  const { id, project } = await requireEnvironment(actor, projectKey, environmentKey);
  if (!canSeeUse(actor, project.id)) {
    throw new Refusal("forbidden", "Only viewers and above see when apps ask.");
  }
  const [keys, used] = await Promise.all([
    database().apiKey.count({ where: { environmentId: id, revokedAt: null } }),
    database().apiKey.aggregate({ where: { environmentId: id }, _max: { lastUsedAt: true } }),
  ]);
  return { keys, lastUsedAt: used._max.lastUsedAt?.toISOString() ?? null };
}

/** An environment whose keys the actor may manage: `not_found` before `forbidden`. */
export async function requireManagedEnvironment(
  actor: Actor,
  projectKey: string,
  environmentKey: string,
): Promise<RequiredEnvironment> {
  const environment = await requireEnvironment(actor, projectKey, environmentKey);
  if (!canManageKeys(actor, environment.project.id)) {
    throw new Refusal("forbidden", "Only administrators see and change keys. Ask one of them.");
  }
  return environment;
}

export function toKeyView(key: ApiKey, creator: string | null): KeyView {
  const { id, name, kind, prefix, allowedOrigins, requireIdentity } = key;
  return {
    id,
    name,
    kind,
    prefix,
    allowedOrigins,
    requireIdentity,
    creator: { username: creator },
    createdAt: key.createdAt.toISOString(),
    expiresAt: key.expiresAt?.toISOString() ?? null,
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
  };
}
