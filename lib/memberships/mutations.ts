import type { Actor } from "@/lib/auth/actor";
import { commitChange, lockAccounts, type Tx } from "@/lib/change";
import { changedMeanwhile, Refusal } from "@/lib/errors";
import type { AuditEntry } from "@/lib/history/entry";
import { canManageMembers } from "@/lib/memberships/policy";
import { type GivenRole, membershipDocument, type PutMembership } from "@/lib/memberships/schema";
import { requireProject } from "@/lib/projects/queries";
import { userDocuments } from "@/lib/users/schema";

/** `confirmed`: whether the account was confirmed before. */
type Given = { created: boolean; before: GivenRole | null; confirmed: boolean };

/**
 * Gives somebody a role in one project. A role above member confirms, as the one in all projects does. `seen`: the role
 * that the caller knows, or "none"; absent when they do not care. Throws `forbidden`, `not_found`, `stale`.
 */
export async function putMembership(
  actor: Actor,
  projectKey: string,
  username: string,
  { role }: PutMembership,
  seen?: string,
): Promise<Given> {
  const project = await requireManaged(actor, projectKey);

  return commitChange<Given>(actor, async (tx) => {
    await lockAccounts(tx);
    const user = await find(tx, username);
    const before = roleIn(user, project.id);
    assertSeenRole(seen, before);
    const stood = { before: before?.role ?? null, confirmed: user.confirmed };
    if (before?.role === role) return { unchanged: { created: false, ...stood } };

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
      ...(before ? { before } : {}),
      after: membershipDocument.parse(row),
    };
    const confirmation = user.confirmed ? [] : [await setConfirmed(tx, user, true)];
    return { result: { created: !before, ...stood }, audit: [given, ...confirmation] };
  });
}

/**
 * Takes somebody's role in one project; the one in all projects stays. `seen` as above; `unconfirm` takes the
 * confirmation back that the role brought, unless another role brings it too. Throws `not_found` when there is none.
 */
export async function deleteMembership(
  actor: Actor,
  projectKey: string,
  username: string,
  { seen, unconfirm = false }: { seen?: string; unconfirm?: boolean } = {},
): Promise<{ before: GivenRole }> {
  const project = await requireManaged(actor, projectKey);

  return commitChange<{ before: GivenRole }>(actor, async (tx) => {
    await lockAccounts(tx);
    const user = await find(tx, username);
    const before = roleIn(user, project.id);
    if (!before)
      throw new Refusal(
        "not_found",
        "This user has no role in this project: there is nothing to take.",
      );
    assertSeenRole(seen, before);

    await tx.membership.delete({ where: { id: before.id } });
    const taken: AuditEntry = {
      action: "membership.delete",
      project: { id: project.id, key: project.key },
      userId: user.id,
      before,
    };
    const last = user.memberships.every(
      ({ scope, role }) => scope === project.id || role === "member",
    );
    const doubt = unconfirm && last ? [await setConfirmed(tx, user, false)] : [];
    return { result: { before: before.role }, audit: [taken, ...doubt] };
  });
}

async function requireManaged(actor: Actor, projectKey: string) {
  const project = await requireProject(actor, projectKey);
  if (canManageMembers(actor, project.id)) return project;
  throw new Refusal(
    "forbidden",
    "Only administrators of this project give and take roles in it. Ask one of them.",
  );
}

async function find(tx: Tx, username: string) {
  const user = await tx.user.findUnique({
    where: { usernameKey: username.toLowerCase() },
    include: { memberships: true },
  });
  if (!user)
    throw new Refusal("not_found", "There is no user with this name. Check how it is spelled.");
  return user;
}

type User = Awaited<ReturnType<typeof find>>;

function roleIn(user: User, projectId: string) {
  const row = user.memberships.find(({ scope }) => scope === projectId);
  return row && membershipDocument.parse(row);
}

function assertSeenRole(seen: string | undefined, stands: { role: string } | undefined): void {
  if (seen === undefined || seen === (stands?.role ?? "none")) return;
  throw changedMeanwhile("this role");
}

async function setConfirmed(tx: Tx, user: User, confirmed: boolean): Promise<AuditEntry> {
  const row = await tx.user.update({
    where: { id: user.id },
    data: { confirmed, updatedAt: new Date() },
    include: { memberships: true },
  });
  const [before, after] = [userDocuments(user), userDocuments(row)];
  const documents = { before: before.document, after: after.document };
  const personal = { before: before.personal, after: after.personal };
  return { action: "user.update", userId: user.id, ...documents, personal };
}
