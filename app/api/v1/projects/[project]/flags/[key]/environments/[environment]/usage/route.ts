import { getUsage } from "@/lib/flags/queries/usage";
import { usageQuery } from "@/lib/flags/schema/usage";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await getUsage(
    call.actor,
    call.param("project"),
    call.param("key"),
    call.param("environment"),
    call.query(usageQuery),
  ),
}));
