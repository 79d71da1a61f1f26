import type { Metadata } from "next";
import { MembersPage } from "@/components/memberships/members-page";
import { type Search, searchOf } from "@/components/shell/address";
import { requireActor } from "@/lib/auth/session";
import { canManageMembers } from "@/lib/memberships/policy";
import { countMembers, listMembers } from "@/lib/memberships/queries";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";

export const metadata: Metadata = { title: "Members" };

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export default async function ProjectMembersPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));
  const [list, total] = await shown(
    Promise.all([
      listMembers(actor, key, { limit: 50, cursor: search.cursor }),
      countMembers(actor, key),
    ]),
  );
  return (
    <MembersPage
      project={project}
      list={list}
      total={total}
      search={search}
      mayManage={canManageMembers(actor, project.id)}
    />
  );
}
