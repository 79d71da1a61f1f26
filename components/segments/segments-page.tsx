import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { Unreadable } from "@/components/shell/unreadable";
import { KnownProvider } from "@/components/targeting/known";
import { EmptyState } from "@/components/ui/empty-state";
import type { SegmentView } from "@/lib/segments/schema";
import { NewSegmentDialog } from "./new-segment-dialog";
import { SegmentSentence } from "./segment-sentence";

/** The segments of a project, each as a sentence. */
export function SegmentsPage({
  project,
  segments,
  mayChange,
}: {
  project: string;
  segments: SegmentView[];
  mayChange: boolean;
}) {
  const known = { project, variants: [], attributes: [], segments };
  return (
    <>
      <PageHeader
        title="Segments"
        description="Users who have something in common, to be named in the rules of any flag."
        actions={<NewSegmentDialog project={project} disabled={!mayChange} />}
      />
      {segments.length === 0 ? (
        <EmptyState
          title="No segments yet"
          text={
            mayChange
              ? "Make one for users whom several flags treat alike: beta testers, a country, a large customer."
              : "Editors make segments; an administrator gives that role."
          }
        />
      ) : (
        <KnownProvider value={known}>
          <ul
            aria-label="Segments"
            className="divide-y divide-line overflow-hidden rounded-lg border bg-surface"
          >
            {segments.map((segment) => (
              <li key={segment.key} className="flex flex-wrap gap-x-6 gap-y-1 px-4 py-3">
                <div className="w-56 max-w-full min-w-0">
                  <Link
                    href={`/projects/${project}/segments/${segment.key}` as Route}
                    prefetch={false}
                    className="font-medium break-words text-accent hover:underline"
                  >
                    {segment.name}
                  </Link>
                  {segment.name !== segment.key && (
                    <p className="truncate font-mono text-sm text-muted">{segment.key}</p>
                  )}
                </div>
                <div className="min-w-56 flex-1">
                  {segment.unreadable ? (
                    <Unreadable what="segment" />
                  ) : (
                    <SegmentSentence segment={segment} />
                  )}
                </div>
                <p className="text-sm text-muted">{usedWords(segment.usedBy.length)}</p>
              </li>
            ))}
          </ul>
        </KnownProvider>
      )}
    </>
  );
}

function usedWords(count: number): string {
  if (count === 0) return "Not used";
  return count === 1 ? "Used in 1 place" : `Used in ${count} places`;
}
