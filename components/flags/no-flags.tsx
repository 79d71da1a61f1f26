import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { NewFlagDialog } from "./new-flag-dialog";

/** What a project without flags shows: what a flag is for, and two ways to make the first. */
export function NoFlags({
  project,
  origin,
  mayCreate,
}: {
  project: string;
  /** Where this server is reached, "https://hoist.example.com". */
  origin: string;
  mayCreate: boolean;
}) {
  const snippet = `curl ${origin}/api/v1/projects/${project}/flags \\
  -H "Authorization: Bearer $HOIST_TOKEN" \\
  -H "Content-Type: application/json" \\
  -d '{"key":"new-checkout"}'`;
  return (
    <div className="rounded-lg border bg-surface">
      <EmptyState
        title="No flags yet"
        text={
          <>
            <p>
              A flag is a name your code asks for, and you decide here who gets what: everybody in
              an environment, or single users.
            </p>
            <p className="mt-2">
              {mayCreate
                ? "Create the first one here, or from a terminal with a personal token from your account page:"
                : "Editors create flags; an administrator gives that role. With it, a terminal works too:"}
            </p>
          </>
        }
        action={mayCreate && <NewFlagDialog project={project} />}
        snippet={snippet}
        snippetLabel="command that creates a flag"
      />
    </div>
  );
}

/** Nothing matches what was asked for. */
export function NoMatches({ what, clearHref }: { what: string; clearHref: string }) {
  return (
    <div className="rounded-lg border bg-surface">
      <EmptyState
        title={`No ${what} like that`}
        text="Search looks into keys, names and descriptions; filters narrow it further."
        action={<ButtonLink href={clearHref}>Clear search and filters</ButtonLink>}
      />
    </div>
  );
}
