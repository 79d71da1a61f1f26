import type { Actor } from "@/lib/auth/actor";
import { atLeast, roleIn } from "@/lib/auth/role";
import { Refusal } from "@/lib/errors";
import type { FeatureFlag, Prisma } from "@/lib/generated/prisma/client";

type Seen = Pick<FeatureFlag, "projectId" | "visibility" | "creatorId" | "archivedAt">;

/**
 * The flags that exist for this actor; the same question as `canSeeFlag`.
 * Restricted ones: for admins, and for the editor or approver who made them. Members: public ones that are in use.
 */
export function visibleFlag(actor: Actor, projectId: string): Prisma.FeatureFlagWhereInput {
  const role = roleIn(actor, projectId);
  if (role === "admin") return { projectId };
  if (role === "member") return { projectId, visibility: "public", archivedAt: null };
  if (role === "viewer" || actor.id === null) return { projectId, visibility: "public" };
  return { projectId, OR: [{ visibility: "public" }, { creatorId: actor.id }] };
}

export function canSeeFlag(actor: Actor, flag: Seen): boolean {
  const role = roleIn(actor, flag.projectId);
  if (role === "admin") return true;
  if (flag.visibility === "public") return role !== "member" || flag.archivedAt === null;
  return atLeast(role, "editor") && flag.creatorId === actor.id;
}

/** More than a member's glance: variants, tags, states, toggles, rules. */
export function canReadFlags(actor: Actor, projectId: string): boolean {
  return atLeast(roleIn(actor, projectId), "viewer");
}

/** A flag has a creator for ever, so only a person makes one. */
export function canCreateFlag(actor: Actor, projectId: string): boolean {
  return actor.id !== null && atLeast(roleIn(actor, projectId), "editor");
}

/** Its own fields, and its states; killing too. */
export function canChangeFlag(actor: Actor, flag: Seen): boolean {
  return atLeast(roleIn(actor, flag.projectId), "editor") && canSeeFlag(actor, flag);
}

/** And restore. */
export function canArchiveFlag(actor: Actor, flag: Seen): boolean {
  const role = roleIn(actor, flag.projectId);
  return role === "admin" || (atLeast(role, "editor") && flag.creatorId === actor.id);
}

/** The creator alone, admins not excepted. */
export function canDeleteFlag(actor: Actor, flag: Seen): boolean {
  return atLeast(roleIn(actor, flag.projectId), "editor") && flag.creatorId === actor.id;
}

/** Why the actor may not change this flag; null when they may. */
export function changeRefusal(actor: Actor, flag: Seen): Refusal | null {
  return canChangeFlag(actor, flag)
    ? null
    : new Refusal(
        "forbidden",
        "You may not change this flag. An administrator can give you the role editor.",
      );
}

/** Why the actor may not archive or restore this flag; null when they may. */
export function archiveRefusal(
  actor: Actor,
  flag: Seen,
  verb: "archive" | "restore",
): Refusal | null {
  return canArchiveFlag(actor, flag)
    ? null
    : new Refusal(
        "forbidden",
        `Only the flag's creator or an administrator may ${verb} it. Ask one of them.`,
      );
}

/** An archived flag's states stand still. */
export function archivedRefusal(flag: Seen): Refusal | null {
  return flag.archivedAt === null
    ? null
    : new Refusal("conflict", "The flag is archived. Restore it to change its state.");
}

/** A protected environment takes a change request for everything but killing. */
export function protectedRefusal(environment: {
  name: string;
  protected: boolean;
}): Refusal | null {
  return environment.protected
    ? new Refusal(
        "approval_required",
        `${environment.name} is protected: nobody changes a flag there directly. Kill it, or ask an administrator to take the protection off.`,
      )
    : null;
}
