import { withSearch } from "@/components/shell/address";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** Why no flag is shown of somebody, and what to do about it. */
export function NoUserFlags({
  project,
  username,
  none,
  path,
  search,
}: {
  project: string;
  username: string;
  /** There is no flag at all. */
  none: boolean;
  path: string;
  search: Record<string, string>;
}) {
  const cleared = withSearch(path, search, { q: null, show: null, cursor: null, trail: null });
  return (
    <div className="rounded-lg border bg-surface">
      {none ? (
        <EmptyState
          title="No flags yet"
          text={`What ${username} gets of every flag is shown here, and can be changed for them alone.`}
          action={<ButtonLink href={`/projects/${project}/flags`}>Go to flags</ButtonLink>}
        />
      ) : search.q ? (
        <EmptyState
          title="No flags like that"
          text="Search looks into keys and names. Try a shorter word."
          action={<ButtonLink href={cleared}>Clear search</ButtonLink>}
        />
      ) : (
        <EmptyState
          title="No differences"
          text="Both get the same of every flag in this environment."
          action={<ButtonLink href={cleared}>Show all flags</ButtonLink>}
        />
      )}
    </div>
  );
}
