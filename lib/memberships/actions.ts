"use server";

import { z } from "zod";
import { formAction } from "@/lib/action";
import { deleteMembership, putMembership } from "@/lib/memberships/mutations";
import { givenRole } from "@/lib/memberships/schema";
import { username } from "@/lib/users/schema";

const place = z.object({ project: z.string(), username });

export const putMembershipAction = formAction(
  place.extend({ role: givenRole }),
  async (actor, { project, username, role }) => {
    await putMembership(actor, project, username, { role });
    return `${username} is ${role} in this project.`;
  },
);

export const deleteMembershipAction = formAction(place, async (actor, { project, username }) => {
  await deleteMembership(actor, project, username);
  return `${username} has no role of their own in this project any more.`;
});
