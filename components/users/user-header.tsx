import { ArrowLeft } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import type { UserView } from "@/lib/users/schema";
import { UserMarks } from "./user-marks";

/** Who it is, and the tabs of the page. */
export function UserHeader({
  project,
  user,
  tab,
}: {
  project: string;
  user: UserView;
  tab: "flags" | "profile";
}) {
  const list = `/projects/${project}/users`;
  const path = `${list}/${user.username}`;
  return (
    <>
      <Link
        href={list as Route}
        className="mb-2 inline-flex items-center gap-1 rounded-sm text-sm text-muted hover:text-ink hover:underline"
      >
        <ArrowLeft aria-hidden="true" className="size-3.5" />
        All users
      </Link>
      <PageHeader
        title={user.username}
        description={
          <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
            <span className="flex min-w-0 items-center gap-1">
              <span className="min-w-0 font-mono text-sm break-all">{user.targetingKey}</span>
              <CopyButton
                text={user.targetingKey}
                label={`Copy targeting key ${user.targetingKey}`}
              />
            </span>
            <Badge tone={user.role === "admin" ? "accent" : "neutral"}>{user.role}</Badge>
            <UserMarks user={user} />
          </span>
        }
      />
      <Tabs
        label={`Parts of ${user.username}`}
        className="mb-6"
        tabs={[
          { href: path, label: "Flags", current: tab === "flags" },
          { href: `${path}?tab=profile`, label: "Profile", current: tab === "profile" },
        ]}
      />
    </>
  );
}
