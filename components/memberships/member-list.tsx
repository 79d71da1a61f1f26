import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import type { MemberView } from "@/lib/memberships/schema";
import { ProjectRoleSelect } from "./role-select";

const columns = "md:grid md:grid-cols-[minmax(0,1fr)_10rem_10rem] md:items-center";

/** One page of a project's people. */
export function MemberList({
  project,
  members,
  mayManage,
}: {
  project: { key: string; name: string };
  members: MemberView[];
  mayManage: boolean;
}) {
  return (
    <div className="rounded-lg border bg-surface">
      <div
        aria-hidden="true"
        className={`hidden gap-x-4 rounded-t-lg border-b bg-subtle px-4 py-2 text-sm font-medium text-muted ${columns}`}
      >
        <span>User</span>
        <span>In all projects</span>
        <span>In {project.name}</span>
      </div>
      <ul aria-label="Members" className="divide-y divide-line">
        {members.map(({ username, everywhere, role, active }) => (
          <li
            key={username}
            className={`flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2 hover:bg-subtle ${columns}`}
          >
            <p className="flex min-w-0 flex-wrap items-center gap-x-2 max-md:basis-full">
              <Link
                href={`/projects/${project.key}/users/${username}?tab=profile` as Route}
                title={username}
                className="max-w-full truncate rounded-sm font-medium hover:underline"
              >
                {username}
              </Link>
              {!active && <Badge tone="danger">deactivated</Badge>}
            </p>
            <p>
              <span className="text-sm text-muted md:sr-only">In all projects: </span>
              <Badge tone={everywhere === "admin" ? "accent" : "neutral"}>{everywhere}</Badge>
            </p>
            <div className="flex min-w-0 items-center gap-2">
              <span aria-hidden="true" className="min-w-0 truncate text-sm text-muted md:hidden">
                In {project.name}:
              </span>
              <ProjectRoleSelect
                project={project}
                username={username}
                role={role}
                disabled={!mayManage}
              />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
