import { pagesAround } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { Banner } from "@/components/ui/banner";
import { Pagination } from "@/components/ui/pagination";
import type { MemberView } from "@/lib/memberships/schema";
import { GiveRole } from "./give-role";
import { MemberList } from "./member-list";

/** Who may do what in a project. */
export function MembersPage({
  project,
  list,
  total,
  search,
  mayManage,
}: {
  project: { key: string; name: string };
  list: { data: MemberView[]; nextCursor: string | null };
  total: number;
  search: Record<string, string>;
  mayManage: boolean;
}) {
  return (
    <>
      <PageHeader
        title="Members"
        description={`Everybody who is more than a member in ${project.name}. The higher of both roles counts.`}
        actions={<GiveRole project={project} disabled={!mayManage} />}
      />
      {!mayManage && (
        <Banner className="mb-4">Administrators of {project.name} give and take roles.</Banner>
      )}
      <MemberList project={project} members={list.data} mayManage={mayManage} />
      <Pagination
        {...pagesAround(`/projects/${project.key}/members`, search, list.nextCursor)}
        summary={`${list.data.length.toLocaleString("en")} of ${total.toLocaleString("en")} ${total === 1 ? "person" : "people"}`}
      />
    </>
  );
}
