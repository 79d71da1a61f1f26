import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

/** Nobody has a name like that; there is always at least whoever looks. */
export function NoUsers({ clearHref }: { clearHref: string }) {
  return (
    <div className="rounded-lg border bg-surface">
      <EmptyState
        title="Nobody like that"
        text="Search looks at how usernames and targeting keys begin. Whoever gets a toggle by an unknown targeting key is listed here from then on."
        action={<ButtonLink href={clearHref}>Show everybody</ButtonLink>}
      />
    </div>
  );
}
