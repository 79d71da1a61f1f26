import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockAccounts, type Tx } from "@/lib/change";
import { Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { canManageMembers } from "@/lib/memberships/policy";
import { membershipDocument, type PutMembership } from "@/lib/memberships/schema";
import { requireProject } from "@/lib/projects/queries";
import { userDocuments } from "@/lib/users/schema";

/**
 * Gives somebody a role in one project. A role above member confirms, as the one in all projects does.
 * Throws `forbidden`, `not_found`.
 */
export async function putMembership(
  actor: Actor,
  projectKey: string,
  username: string,
  { role }: PutMembership,
): Promise<{ created: boolean }> {
  const project = await requireManaged(actor, projectKey);

  return commitChange<{ created: boolean }>(actor, async (tx) => {
    await lockAccounts(tx);
    const user = await find(tx, username);
    const before = user.memberships.find(({ scope }) => scope === project.id);
    if (before?.role === role) return { unchanged: { created: false } };

    const key = { userId: user.id, scope: project.id };
    const row = await tx.membership.upsert({
      where: { userId_scope: key },
      create: { ...key, projectId: project.id, role },
      update: { role },
    });
    const given: AuditEntry = {
      action: "membership.put",
      project: { id: project.id, key: project.key },
      userId: user.id,
      ...(before ? { before: membershipDocument.parse(before) } : {}),
      after: membershipDocument.parse(row),
    };
    return { result: { created: !before }, audit: [given, ...(await confirm(tx, user))] };
  });
}

/** Takes somebody's role in one project; the one in all projects stays. Throws `not_found` when there is none. */
export async function deleteMembership(
  actor: Actor,
  projectKey: string,
  username: string,
): Promise<void> {
  const project = await requireManaged(actor, projectKey);

  return commitChange(actor, async (tx) => {
    await lockAccounts(tx);
    const user = await find(tx, username);
    const before = user.memberships.find(({ scope }) => scope === project.id);
    if (!before) throw new Refusal("not_found", "This user has no role in this project.");

    await tx.membership.delete({ where: { id: before.id } });
    return {
      result: undefined,
      audit: [
        {
          action: "membership.delete",
          project: { id: project.id, key: project.key },
          userId: user.id,
          before: membershipDocument.parse(before),
        },
      ],
    };
  });
}

async function requireManaged(actor: Actor, projectKey: string) {
  const project = await requireProject(actor, projectKey);
  if (canManageMembers(actor, project.id)) return project;
  throw new Refusal("forbidden", "Only administrators of this project give and take roles in it.");
}

async function find(tx: Tx, username: string) {
  const user = await tx.user.findUnique({
    where: { usernameKey: username.toLowerCase() },
    include: { memberships: true },
  });
  if (!user) throw new Refusal("not_found", "There is no user with this name.");
  return user;
}

async function confirm(tx: Tx, user: Awaited<ReturnType<typeof find>>): Promise<AuditEntry[]> {
  if (user.confirmed) return [];
  const row = await tx.user.update({
    where: { id: user.id },
    data: { confirmed: true, updatedAt: new Date() },
    include: { memberships: true },
  });
  const [before, after] = [userDocuments(user), userDocuments(row)];
  const documents = { before: before.document, after: after.document };
  const personal = { before: before.personal, after: after.personal };
  return [{ action: "user.update", userId: user.id, ...documents, personal }];
}
