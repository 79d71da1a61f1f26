import type { Route } from "next";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { RelativeTime } from "@/components/ui/relative-time";
import type { PersonUse, UserView } from "@/lib/users/schema";
import { UserMarks } from "./user-marks";

const columns = "md:grid md:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_6rem_6rem_8rem] md:items-center";

// What the heads of the columns say to who sees them.
const label = "shrink-0 md:sr-only";

/** One page of people. */
export function UserList({
  project,
  users,
  use,
}: {
  project: string;
  users: UserView[];
  use: Map<string, PersonUse>;
}) {
  return (
    <div className="rounded-lg border bg-surface">
      <div
        aria-hidden="true"
        className={`hidden gap-x-4 rounded-t-lg border-b bg-subtle px-4 py-2 text-sm font-medium text-muted ${columns}`}
      >
        <span>User</span>
        <span>Targeting key</span>
        <span>Role</span>
        <span>Toggles</span>
        <span>Last seen</span>
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
              <span className={label}>Targeting key</span>
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
              <span className={`${label} text-sm text-muted`}>Role </span>
              <Badge tone={user.role === "admin" ? "accent" : "neutral"}>{user.role}</Badge>
            </p>
            <UseCells use={use.get(user.username)} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** Narrow screens have no heads above them, so each says what it is. */
function UseCells({ use }: { use: PersonUse | undefined }) {
  const toggles = use?.toggles ?? 0;
  return (
    <>
      <p className={toggles === 0 ? "text-sm text-muted" : "text-sm"}>
        {toggles.toLocaleString("en")}
        <span className="md:sr-only">{toggles === 1 ? " toggle" : " toggles"}</span>
      </p>
      <p className="text-sm text-muted">
        <span className="md:sr-only">Last seen </span>
        {use?.lastSeenAt ? <RelativeTime time={use.lastSeenAt} /> : "never"}
      </p>
    </>
  );
}
