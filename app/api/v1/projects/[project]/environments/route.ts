import { createEnvironment } from "@/lib/environments/mutations";
import { getEnvironment, listEnvironments } from "@/lib/environments/queries";
import { createEnvironmentSchema } from "@/lib/environments/schema";
import { pageOf } from "@/lib/projects/queries";
import { listPageQuery } from "@/lib/projects/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => {
  const environments = await listEnvironments(call.actor, call.param("project"));
  return { body: pageOf(environments, ({ key }) => key, call.query(listPageQuery)) };
});

export const POST = route(async (call) => {
  const project = call.param("project");
  const input = await call.body(createEnvironmentSchema);
  const { key } = await createEnvironment(call.actor, project, input);
  return { status: 201, body: await getEnvironment(call.actor, project, key) };
});
