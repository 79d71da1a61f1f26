import { createKey } from "@/lib/keys/mutations";
import { listKeys } from "@/lib/keys/queries";
import { createKeySchema } from "@/lib/keys/schema";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: {
    data: await listKeys(call.actor, call.param("project"), call.param("environment")),
    nextCursor: null,
  },
}));

export const POST = route(async (call) => {
  const [project, environment] = [call.param("project"), call.param("environment")];
  const input = await call.body(createKeySchema);
  return { status: 201, body: await createKey(call.actor, project, environment, input) };
});
