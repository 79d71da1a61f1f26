import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { UserView } from "@/lib/users/schema";
import { UserMarks } from "./user-marks";

const columns = "md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_7rem_8rem] md:items-center";

/** One page of people. */
export function UserList({ project, users }: { project: string; users: UserView[] }) {
  return (
    <div className="rounded-lg border bg-surface">
      <div
        aria-hidden="true"
        className={`hidden gap-x-4 rounded-t-lg border-b bg-subtle px-4 py-2 text-sm font-medium text-muted ${columns}`}
      >
        <span>User</span>
        <span>Targeting key</span>
        <span>Role</span>
        <span>Known since</span>
      </div>
      <ul aria-label="Users" className="divide-y divide-line">
        {users.map((user) => (
          <li
            key={user.username}
            className={`flex flex-wrap gap-x-4 gap-y-1 px-4 py-2 hover:bg-subtle ${columns}`}
          >
            <p className="flex min-w-0 flex-wrap items-center gap-x-2 max-md:basis-full">
              <Link
                href={`/projects/${project}/users/${user.username}` as Route}
                title={user.username}
                className="max-w-full truncate rounded-sm font-medium hover:underline"
              >
                {user.username}
              </Link>
              <UserMarks user={user} />
            </p>
            <p className="flex min-w-0 items-center gap-1 text-sm text-muted max-md:basis-full">
              <span className="truncate font-mono" title={user.targetingKey}>
                {user.targetingKey}
              </span>
              <CopyButton
                text={user.targetingKey}
                label={`Copy targeting key ${user.targetingKey}`}
                className="size-6!"
              />
            </p>
            <p>
              <Badge tone={user.role === "admin" ? "accent" : "neutral"}>{user.role}</Badge>
            </p>
            <p className="text-sm text-muted">
              <RelativeTime time={user.createdAt} />
            </p>
          </li>
        ))}
      </ul>
    </div>
  );
}
