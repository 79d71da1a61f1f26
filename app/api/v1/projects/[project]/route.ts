import { updateProject } from "@/lib/projects/mutations";
import { getProject } from "@/lib/projects/queries";
import { updateProjectSchema } from "@/lib/projects/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await getProject(call.actor, call.param("project")),
}));

export const PATCH = route(async (call) => {
  const key = call.param("project");
  await updateProject(call.actor, key, await call.body(updateProjectSchema), call.ifMatch());
  return { body: await getProject(call.actor, key) };
});
