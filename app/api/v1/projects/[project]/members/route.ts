import { listMembers } from "@/lib/memberships/queries";
import { listMembersQuery } from "@/lib/memberships/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await listMembers(call.actor, call.param("project"), call.query(listMembersQuery)),
}));
