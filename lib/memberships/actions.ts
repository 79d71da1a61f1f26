"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { deleteMembership, putMembership } from "@/lib/memberships/mutations";
import { givenRole } from "@/lib/memberships/schema";
import { username } from "@/lib/users/schema";

const place = z.object({
  project: z.string(),
  username,
  /** The role that a change takes back, or "none". */
  seen: z.string().max(40).optional(),
});

export const putMembershipAction = formAction(
  place.extend({ role: givenRole }),
  async (actor, { project, username, role, seen }) => {
    const done = await putMembership(actor, project, username, { role }, seen);
    const fields = { project, username, seen: role };
    const unconfirm = String(!done.confirmed);
    return {
      message: `${username} is ${role} in this project.`,
      undo: done.before
        ? { form: "membership", fields: { ...fields, role: done.before } }
        : { form: "deleteMembership", fields: { ...fields, unconfirm } },
    };
  },
);

export const deleteMembershipAction = formAction(
  place.extend({ unconfirm: z.stringbool().optional() }),
  async (actor, { project, username, ...how }) => {
    const { before } = await deleteMembership(actor, project, username, how);
    return {
      message: `${username} no longer has a role in this project alone.`,
      undo: { form: "membership", fields: { project, username, seen: "none", role: before } },
    };
  },
);
