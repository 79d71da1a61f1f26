import type { Metadata } from "next";
import { SegmentsPage } from "@/components/segments/segments-page";
import { requireActor } from "@/lib/auth/session";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";
import { canChangeSegments } from "@/lib/segments/policy";
import { listSegments } from "@/lib/segments/queries";

export const metadata: Metadata = { title: "Segments" };

export default async function SegmentsRoute({ params }: { params: Promise<{ project: string }> }) {
  const actor = await requireActor();
  const { project } = await params;
  const [{ id }, segments] = await shown(
    Promise.all([once(requireProject, actor, project), listSegments(actor, project)]),
  );
  return (
    <SegmentsPage project={project} segments={segments} mayChange={canChangeSegments(actor, id)} />
  );
}
