import { createProject } from "@/lib/projects/mutations";
import { getProject, listProjects } from "@/lib/projects/queries";
import { createProjectSchema } from "@/lib/projects/schema";
import { route } from "@/lib/rest";

export const GET = route(async ({ actor }) => ({
  body: { data: await listProjects(actor), nextCursor: null },
}));

export const POST = route(async (call) => {
  const { key } = await createProject(call.actor, await call.body(createProjectSchema));
  return { status: 201, body: await getProject(call.actor, key) };
});
