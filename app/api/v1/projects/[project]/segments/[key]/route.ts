import { route } from "@/lib/rest";
import { deleteSegment } from "@/lib/segments/mutations/delete";
import { putSegment } from "@/lib/segments/mutations/put";
import { getSegment } from "@/lib/segments/queries";
import { putSegmentSchema } from "@/lib/segments/schema";

export const GET = route(async (call) => ({
  body: await getSegment(call.actor, call.param("project"), call.param("key")),
}));

export const PUT = route(async (call) => {
  const [project, key] = [call.param("project"), call.param("key")];
  const input = await call.body(putSegmentSchema);
  await putSegment(call.actor, project, key, input, call.ifMatch());
  return { body: await getSegment(call.actor, project, key) };
});

export const DELETE = route(async (call) => {
  await deleteSegment(call.actor, call.param("project"), call.param("key"), call.ifMatch());
  return { status: 204 };
});
