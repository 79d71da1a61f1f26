import { listAudit } from "@/lib/audit/queries";
import { listAuditQuery } from "@/lib/audit/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await listAudit(call.actor, call.query(listAuditQuery)),
}));
