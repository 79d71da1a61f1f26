import { systemActor } from "@/lib/auth/system";
import { commitChange } from "@/lib/change";
import { insertProject } from "@/lib/projects/mutations";

/**
 * Gives an empty database its project `default`. Runs at every boot, and safely in several instances at once: the lock
 * is the one that migrations take (72707369, Prisma's own number), so that nobody sees half a first boot.
 */
export async function ensureFirstRows(): Promise<void> {
  await commitChange(systemActor(), async (tx) => {
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(72707369)`;
    if ((await tx.project.count()) > 0) return { unchanged: undefined };
    const { entry } = await insertProject(tx, "default", "Default");
    return { result: undefined, audit: [entry] };
  });
}
