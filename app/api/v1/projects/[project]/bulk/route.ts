import { changeFlags } from "@/lib/flags/mutations/bulk";
import { bulkSchema } from "@/lib/flags/schema/bulk";
import { route } from "@/lib/rest";

export const POST = route(async (call) => ({
  body: await changeFlags(call.actor, call.param("project"), await call.body(bulkSchema)),
}));
