import type { Actor } from "@/lib/auth/actor";
import { database } from "@/lib/database/client";
import { requireState } from "@/lib/flags/queries";
import { type UsageQuery, type UsageView, usageView } from "@/lib/flags/schema/usage";

const anHour = 3_600_000;

/** How often each variant was delivered here, and when last. Oldest first; the last hour unless said. */
export async function getUsage(
  actor: Actor,
  projectKey: string,
  key: string,
  environmentKey: string,
  { since }: UsageQuery,
): Promise<UsageView> {
  const { flag, state } = await requireState(actor, projectKey, key, environmentKey);
  const place = { flagId: flag.id, environmentId: state.environmentId };
  const from = since ?? new Date(Date.now() - anHour);
  const [last, data] = await Promise.all([
    database().flagUsage.findUnique({ where: { flagId_environmentId: place } }),
    database().flagUsageCount.findMany({
      where: { ...place, startsAt: { gte: from } },
      orderBy: [{ startsAt: "asc" }, { minutes: "desc" }, { variant: "asc" }],
    }),
  ]);
  return usageView.parse({ lastEvaluatedAt: last?.lastEvaluatedAt ?? null, data });
}
