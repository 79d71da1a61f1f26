import { createFlag } from "@/lib/flags/mutations/create";
import { getFlag, listFlags } from "@/lib/flags/queries";
import { createFlagSchema, listFlagsSchema } from "@/lib/flags/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await listFlags(call.actor, call.param("project"), call.query(listFlagsSchema)),
}));

export const POST = route(async (call) => {
  const project = call.param("project");
  const { key } = await createFlag(call.actor, project, await call.body(createFlagSchema));
  return { status: 201, body: await getFlag(call.actor, project, key) };
});
