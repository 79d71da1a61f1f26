import type { Actor } from "@/lib/auth/actor";
import { canUseConfiguration } from "@/lib/configurations/policy";
import { type ConfigurationView, configurationPersonal } from "@/lib/configurations/schema";
import { database } from "@/lib/database/client";
import { Refusal } from "@/lib/errors";
import type { Configuration } from "@/lib/generated/prisma/client";
import { requireUser } from "@/lib/users/queries";

/** One's own configuration, by key. Throws `forbidden` for anybody else's. */
export async function listConfigurations(
  actor: Actor,
  username: string,
): Promise<ConfigurationView[]> {
  const userId = await requireOwn(actor, username);
  const rows = await database().configuration.findMany({
    where: { userId },
    orderBy: { key: "asc" },
  });
  return rows.map(view);
}

/** One value of one's own. */
export async function getConfiguration(
  actor: Actor,
  username: string,
  key: string,
): Promise<ConfigurationView> {
  const userId = await requireOwn(actor, username);
  const row = await database().configuration.findUnique({ where: { userId_key: { userId, key } } });
  if (!row)
    throw new Refusal(
      "not_found",
      "There is no configuration with this key. Check how it is spelled.",
    );
  return view(row);
}

/** How many values somebody keeps: seen by whoever may see the person. The values are nobody else's. */
export async function countConfigurations(actor: Actor, username: string): Promise<number> {
  const { id } = await requireUser(actor, username);
  return database().configuration.count({ where: { userId: id } });
}

function view(row: Configuration): ConfigurationView {
  return {
    ...configurationPersonal.parse(row),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

/** The id of the user in the path, who must be the one that asks. */
export async function requireOwn(actor: Actor, username: string): Promise<string> {
  const { id } = await requireUser(actor, username);
  if (canUseConfiguration(actor, id)) return id;
  throw new Refusal(
    "forbidden",
    "A configuration is its user's own: nobody else sees or writes it. Ask them.",
  );
}
