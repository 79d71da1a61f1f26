import { listConfigurations } from "@/lib/configurations/queries";
import { pageOf } from "@/lib/projects/queries";
import { listPageQuery } from "@/lib/projects/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => {
  const values = await listConfigurations(call.actor, call.param("username"));
  return { body: pageOf(values, ({ key }) => key, call.query(listPageQuery)) };
});
