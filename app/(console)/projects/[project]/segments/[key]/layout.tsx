import type { ReactNode } from "react";
import { requireActor } from "@/lib/auth/session";
import { once, shown } from "@/lib/page";
import { findSegment } from "@/lib/segments/queries";

type Props = { children: ReactNode; params: Promise<{ project: string; key: string }> };

/** What is not there is a 404, which it no longer can be once a skeleton was sent. */
export default async function SegmentLayout({ children, params }: Props) {
  const actor = await requireActor();
  const { project, key } = await params;
  await shown(once(findSegment, actor, project, key));
  return children;
}
