import { createProject } from "@/lib/projects/mutations";
import { getProject, listProjects, pageOf } from "@/lib/projects/queries";
import { createProjectSchema, listPageQuery } from "@/lib/projects/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: pageOf(await listProjects(call.actor), ({ key }) => key, call.query(listPageQuery)),
}));

export const POST = route(async (call) => {
  const { key } = await createProject(call.actor, await call.body(createProjectSchema));
  return { status: 201, body: await getProject(call.actor, key) };
});
