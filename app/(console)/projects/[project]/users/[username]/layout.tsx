import type { ReactNode } from "react";
import { requireActor } from "@/lib/auth/session";
import { once, shown } from "@/lib/page";
import { getUser } from "@/lib/users/queries";

type Props = { children: ReactNode; params: Promise<{ username: string }> };

/** What is not there is a 404, which it no longer can be once a skeleton was sent. */
export default async function UserLayout({ children, params }: Props) {
  const actor = await requireActor();
  const { username } = await params;
  await shown(once(getUser, actor, username));
  return children;
}
