import { createEnvironment } from "@/lib/environments/mutations";
import { getEnvironment, listEnvironments } from "@/lib/environments/queries";
import { createEnvironmentSchema } from "@/lib/environments/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: { data: await listEnvironments(call.actor, call.param("project")), nextCursor: null },
}));

export const POST = route(async (call) => {
  const project = call.param("project");
  const input = await call.body(createEnvironmentSchema);
  const { key } = await createEnvironment(call.actor, project, input);
  return { status: 201, body: await getEnvironment(call.actor, project, key) };
});
