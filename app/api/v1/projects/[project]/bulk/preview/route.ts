import { previewBulk } from "@/lib/flags/queries/bulk";
import { bulkSchema } from "@/lib/flags/schema/bulk";
import { route } from "@/lib/rest";

export const POST = route(async (call) => ({
  body: await previewBulk(call.actor, call.param("project"), await call.body(bulkSchema)),
}));
