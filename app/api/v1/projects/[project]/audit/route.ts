import { listAudit } from "@/lib/audit/queries";
import { listAuditQuery } from "@/lib/audit/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => {
  const filters = { ...call.query(listAuditQuery), project: call.param("project") };
  return { body: await listAudit(call.actor, filters) };
});
