import type { ReactNode } from "react";
import { requireActor } from "@/lib/auth/session";
import { findFlag } from "@/lib/flags/queries";
import { once, shown } from "@/lib/page";

type Props = { children: ReactNode; params: Promise<{ project: string; key: string }> };

/** What is not there is a 404, which it no longer can be once a skeleton was sent. */
export default async function FlagLayout({ children, params }: Props) {
  const actor = await requireActor();
  const { project, key } = await params;
  await shown(once(findFlag, actor, project, key));
  return children;
}
