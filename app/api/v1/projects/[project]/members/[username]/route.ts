import { deleteMembership, putMembership } from "@/lib/memberships/mutations";
import { getMember } from "@/lib/memberships/queries";
import { putMembershipSchema } from "@/lib/memberships/schema";
import { route } from "@/lib/rest";

export const PUT = route(async (call) => {
  const [project, username] = [call.param("project"), call.param("username")];
  const input = await call.body(putMembershipSchema);
  const { created } = await putMembership(call.actor, project, username, input);
  return { status: created ? 201 : 200, body: await getMember(call.actor, project, username) };
});

export const DELETE = route(async (call) => {
  await deleteMembership(call.actor, call.param("project"), call.param("username"));
  return { status: 204 };
});
