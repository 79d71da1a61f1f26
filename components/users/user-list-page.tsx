import { pagesAround } from "@/components/shell/address";
import { PageHeader } from "@/components/shell/page-header";
import { SearchField } from "@/components/shell/search-field";
import { Banner } from "@/components/ui/banner";
import { Pagination } from "@/components/ui/pagination";
import type { PersonUse, UserView } from "@/lib/users/schema";
import { NewUserDialog } from "./new-user-dialog";
import { NoUsers } from "./no-users";
import { UserList } from "./user-list";

/** Everybody known here: those who sign in, and those that client apps ask for. */
export function UserListPage({
  project,
  list,
  use,
  total,
  search,
  mayCreate,
}: {
  project: { key: string; name: string };
  list: { data: UserView[]; nextCursor: string | null };
  use: Map<string, PersonUse>;
  total: number;
  search: Record<string, string>;
  mayCreate: boolean;
}) {
  const path = `/projects/${project.key}/users`;
  const users = total === 1 ? "user" : "users";
  return (
    <>
      <PageHeader
        title="Users"
        description="People who sign in, and people your apps ask for by targeting key."
        actions={<NewUserDialog project={project.key} disabled={!mayCreate} />}
      />
      {!mayCreate && (
        <Banner className="mb-4">
          You may look at everybody here. Adding users takes the role editor; an administrator gives
          it.
        </Banner>
      )}
      <div className="mb-4 sm:w-80">
        <SearchField label="Search users" placeholder="Search by name or targeting key" />
      </div>
      {list.data.length === 0 ? (
        <NoUsers clearHref={path} />
      ) : (
        <>
          <UserList project={project.key} users={list.data} use={use} />
          <Pagination
            {...pagesAround(path, search, list.nextCursor)}
            summary={`${list.data.length.toLocaleString("en")} of ${total.toLocaleString("en")} ${users}`}
          />
        </>
      )}
    </>
  );
}
