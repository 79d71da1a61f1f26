import type { Metadata } from "next";
import { type Search, searchOf } from "@/components/shell/address";
import { UserListPage } from "@/components/users/user-list-page";
import { requireActor } from "@/lib/auth/session";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";
import { canCreateUser } from "@/lib/users/policy";
import { countUsers, getPeopleUse, listUsers } from "@/lib/users/queries";
import { listUsersQuery } from "@/lib/users/schema";

export const metadata: Metadata = { title: "Users" };

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export default async function UsersPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));

  const { q, cursor } = search;
  const query = listUsersQuery.parse({ q: q?.slice(0, 256), cursor });
  const [list, total] = await shown(
    Promise.all([listUsers(actor, query), countUsers(actor, query.q)]),
  );
  const names = list.data.map(({ username }) => username);
  const use = await shown(getPeopleUse(actor, project.id, names));
  return (
    <UserListPage
      project={project}
      list={list}
      use={use}
      total={total}
      search={search}
      mayCreate={canCreateUser(actor)}
    />
  );
}
