import type { Actor } from "@/lib/auth/actor";
import { Refusal } from "@/lib/errors";
import { readFlag } from "@/lib/flags/queries/stored";
import type { FeatureFlag, Toggle } from "@/lib/generated/prisma/client";
import { assertInUse, type Target } from "@/lib/toggles/mutations/lock";
import { canToggle, canToggleAnybody } from "@/lib/toggles/policy";
import type { PutToggle } from "@/lib/toggles/schema";

/** What a toggle is to say, whatever it said before. */
export type Wanted = Pick<Toggle, "variant" | "reason" | "expiresAt" | "selfService">;

/** What the actor may have this toggle say. Throws `forbidden`, `conflict` for an archived flag, and `invalid`. */
export function wantedOf(
  actor: Actor,
  { flag, userId }: Pick<Target, "flag" | "userId">,
  input: PutToggle,
): Wanted {
  if (!canToggle(actor, flag, userId)) {
    throw new Refusal(
      "forbidden",
      "You may not toggle this flag for this user. An administrator can give you the role editor.",
    );
  }
  assertInUse(flag);
  return {
    variant: chosen(flag, input),
    reason: input.reason || null,
    expiresAt: future(input.expiresAt ?? null),
    selfService: !canToggleAnybody(actor, flag),
  };
}

/**
 * Whether there is nothing to write. A user who repeats what an editor set takes nothing over; an editor who repeats what a
 * user set vouches for it.
 */
export function says(toggle: Toggle, wanted: Wanted): boolean {
  return (
    toggle.variant === wanted.variant &&
    toggle.reason === wanted.reason &&
    toggle.expiresAt?.getTime() === wanted.expiresAt?.getTime() &&
    (toggle.selfService === wanted.selfService || wanted.selfService)
  );
}

function chosen(flag: FeatureFlag, { enabled, variant }: PutToggle): string {
  const { type, variants } = readFlag(flag);
  if (enabled !== undefined && type !== "boolean") {
    throw new Refusal("invalid", "This flag is not boolean: name a variant.", { field: "enabled" });
  }
  const found = variants.find(({ key, value }) =>
    enabled === undefined ? key === variant : value === enabled,
  );
  if (found) return found.key;
  throw new Refusal("invalid", `This flag has no variant ${variant}. Name one that it has.`, {
    field: "variant",
  });
}

/** A toggle that has ended comes from ending one, never from a PUT: most likely the time is a mistake. */
function future(expiresAt: string | null): Date | null {
  if (expiresAt === null) return null;
  const at = new Date(expiresAt);
  if (at.getUTCFullYear() > 9999) {
    throw new Refusal("invalid", "This time is too far away. Choose an earlier one, or none.", {
      field: "expiresAt",
    });
  }
  if (at.getTime() > Date.now()) return at;
  throw new Refusal("invalid", "This time has passed. End the toggle instead.", {
    field: "expiresAt",
  });
}

/** Whoever makes a toggle. Throws `forbidden`. */
export function creatorOf(actor: Actor): string {
  if (actor.id === null)
    throw new Refusal(
      "forbidden",
      "Only a person creates toggles. Sign in, or send a personal token.",
    );
  return actor.id;
}
