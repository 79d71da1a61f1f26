import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import type { FlagGlance } from "@/lib/flags/schema";
import { excerpt } from "./excerpt";

/** What a member sees of flags: what exists and what it is for. */
export function MemberList({ flags }: { flags: FlagGlance[] }) {
  if (flags.length === 0) {
    return (
      <Card>
        <EmptyState
          title="No features here"
          text="What the people behind this project release will be listed on this page."
        />
      </Card>
    );
  }
  return (
    <ul aria-label="Flags" className="divide-y divide-line rounded-lg border bg-surface">
      {flags.map((flag) => (
        <li key={flag.key} className="px-4 py-3">
          <h2 dir="auto" className="font-medium break-words">
            {flag.name}
          </h2>
          {flag.description && (
            <p dir="auto" className="mt-0.5 max-w-3xl break-words text-muted">
              {excerpt(flag.description, 400)}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}
