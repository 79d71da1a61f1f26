import type { Metadata } from "next";
import { SegmentPage } from "@/components/segments/segment-page";
import { requireActor } from "@/lib/auth/session";
import { suggestAttributes } from "@/lib/flags/queries/attributes";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";
import { canChangeSegments } from "@/lib/segments/policy";
import { findSegment, listSegments } from "@/lib/segments/queries";

type Props = { params: Promise<{ project: string; key: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await params).key };
}

export default async function SegmentRoute({ params }: Props) {
  const actor = await requireActor();
  const { project, key } = await params;
  const [{ id }, segment, all, attributes] = await shown(
    Promise.all([
      once(requireProject, actor, project),
      once(findSegment, actor, project, key),
      listSegments(actor, project),
      suggestAttributes(actor, project),
    ]),
  );
  const segments = all.filter((other) => other.key !== key).map(({ key, name }) => ({ key, name }));
  return (
    <SegmentPage
      key={key}
      segment={segment}
      known={{ project, variants: [], attributes, segments }}
      mayChange={canChangeSegments(actor, id)}
    />
  );
}
