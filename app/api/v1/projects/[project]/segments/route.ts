import { pageOf } from "@/lib/projects/queries";
import { listPageQuery } from "@/lib/projects/schema";
import { route } from "@/lib/rest";
import { createSegment } from "@/lib/segments/mutations/create";
import { getSegment, listSegments } from "@/lib/segments/queries";
import { createSegmentSchema } from "@/lib/segments/schema";

export const GET = route(async (call) => {
  const page = call.query(listPageQuery);
  const segments = await listSegments(call.actor, call.param("project"));
  return { body: pageOf(segments, ({ key }) => key, page) };
});

export const POST = route(async (call) => {
  const project = call.param("project");
  const input = await call.body(createSegmentSchema);
  await createSegment(call.actor, project, input);
  return { status: 201, body: await getSegment(call.actor, project, input.key) };
});
