import { changeState } from "@/lib/flags/mutations/change-state";
import { getState } from "@/lib/flags/queries";
import { changeStateSchema } from "@/lib/flags/schema/state";
import { route } from "@/lib/rest";

export const GET = route(async (call) => ({
  body: await getState(
    call.actor,
    call.param("project"),
    call.param("key"),
    call.param("environment"),
  ),
}));

export const PATCH = route(async (call) => {
  const place = [call.param("project"), call.param("key"), call.param("environment")] as const;
  const patch = await call.body(changeStateSchema);
  await changeState(call.actor, ...place, patch, call.ifMatch());
  return { body: await getState(call.actor, ...place) };
});
