import { createKey } from "@/lib/keys/mutations";
import { listKeys } from "@/lib/keys/queries";
import { createKeySchema } from "@/lib/keys/schema";
import { pageOf } from "@/lib/projects/queries";
import { listPageQuery } from "@/lib/projects/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => {
  const keys = await listKeys(call.actor, call.param("project"), call.param("environment"));
  return { body: pageOf(keys, ({ id }) => id, call.query(listPageQuery)) };
});

export const POST = route(async (call) => {
  const [project, environment] = [call.param("project"), call.param("environment")];
  const input = await call.body(createKeySchema);
  return { status: 201, body: await createKey(call.actor, project, environment, input) };
});
