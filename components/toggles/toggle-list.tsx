import type { Route } from "next";
import Link from "next/link";
import { pagesAround, withSearch } from "@/components/shell/address";
import { KeptTextPanel } from "@/components/shell/kept-text-panel";
import { Card } from "@/components/ui/card";
import { Pagination } from "@/components/ui/pagination";
import type { ToggleView } from "@/lib/toggles/schema";
import { AddToggle } from "./add-toggle";
import { ToggleRow } from "./toggle-row";
import type { Choices, TogglePlace } from "./types";

/** The flag's toggles in one environment, newest first. */
export function ToggleList({
  place,
  environmentName,
  choices,
  list,
  path,
  search,
  mayChange,
  me,
}: {
  place: TogglePlace;
  environmentName: string;
  choices: Choices;
  list: { data: ToggleView[]; nextCursor: string | null };
  path: string;
  search: Record<string, string>;
  mayChange: boolean;
  me: string | null;
}) {
  const withEnded = search.ended === "true";
  const now = Date.now();
  const endedHref = withSearch(path, search, {
    ended: withEnded ? null : "true",
    cursor: null,
    trail: null,
  });
  const pages = pagesAround(path, search, list.nextCursor);
  return (
    <Card
      title="Users"
      description={`A toggle decides for one user, also while the flag is off. The kill switch overrules it.${mayChange ? "" : " Editors may set toggles while the flag is in use; an administrator gives that role."}`}
      actions={
        <AddToggle
          place={place}
          environmentName={environmentName}
          choices={choices}
          disabled={!mayChange}
        />
      }
      flush
      footer={
        <Link
          href={endedHref as Route}
          scroll={false}
          className="rounded-sm underline hover:text-ink"
        >
          {withEnded ? "Hide ended toggles" : "Show ended toggles"}
        </Link>
      }
    >
      <KeptTextPanel rows={list.data.map(({ user }) => user.targetingKey).join(" ")} />
      {list.data.length === 0 ? (
        <p className="px-4 py-6 text-center text-muted">
          {withEnded
            ? `Nobody has ever had a toggle in ${environmentName}.`
            : `Nobody has a toggle in ${environmentName}: everybody gets the same.`}
        </p>
      ) : (
        <ul aria-label={`Toggles in ${environmentName}`} className="divide-y divide-line">
          {list.data.map((toggle) => (
            <ToggleRow
              key={`${toggle.user.targetingKey}:${toggle.createdAt}`}
              place={place}
              choices={choices}
              toggle={toggle}
              now={now}
              mayChange={mayChange}
              me={me}
            />
          ))}
        </ul>
      )}
      {(pages.previous || pages.next) && (
        <div className="border-t px-4">
          <Pagination {...pages} label="Pages of toggles" />
        </div>
      )}
    </Card>
  );
}
