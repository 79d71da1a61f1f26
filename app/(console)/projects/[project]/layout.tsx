import type { ReactNode } from "react";
import { requireActor } from "@/lib/auth/session";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";

type Props = { children: ReactNode; params: Promise<{ project: string }> };

/** What is not there is a 404, which it no longer can be once a skeleton was sent. */
export default async function ProjectLayout({ children, params }: Props) {
  const actor = await requireActor();
  const { project } = await params;
  await shown(once(requireProject, actor, project));
  return children;
}
