import type { Route } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/shell/page-header";
import { UnreadableBanner } from "@/components/shell/unreadable";
import { type Known, KnownProvider } from "@/components/targeting/known";
import { Card } from "@/components/ui/card";
import type { SegmentUse, SegmentView } from "@/lib/segments/schema";
import { DeleteSegment } from "./delete-segment";
import { SegmentForm } from "./segment-form";
import { SegmentSentence } from "./segment-sentence";

/** One segment: who is in it, and what depends on that. */
export function SegmentPage({
  segment,
  known,
  mayChange,
}: {
  segment: SegmentView;
  known: Known;
  mayChange: boolean;
}) {
  const { project } = known;
  const { key, name, usedBy } = segment;
  return (
    <KnownProvider value={known}>
      <Link
        href={`/projects/${project}/segments` as Route}
        prefetch={false}
        className="mb-2 inline-block text-sm text-muted hover:text-ink"
      >
        ← All segments
      </Link>
      <PageHeader
        title={name}
        description={name !== key && <span className="font-mono">{key}</span>}
        actions={
          mayChange &&
          !segment.unreadable && (
            <DeleteSegment project={project} segment={key} used={usedBy.length} />
          )
        }
      />
      {segment.unreadable && (
        <UnreadableBanner
          what="segment"
          parts={segment.unreadable}
          log={`/projects/${project}/audit`}
        />
      )}
      <div className="flex max-w-4xl flex-col gap-6">
        {!segment.unreadable && (
          <Card title="Who is in it">
            <div className="mb-4">
              <SegmentSentence segment={segment} />
            </div>
            {mayChange ? (
              <SegmentForm project={project} segment={segment} />
            ) : (
              <p className="text-sm text-muted">
                Editors may change this; an administrator gives that role.
              </p>
            )}
          </Card>
        )}
        <Card
          title="Used by"
          description="A change here reaches all of them at once. What is used cannot be deleted."
        >
          {usedBy.length === 0 ? (
            <p className="text-muted">No rule names it yet.</p>
          ) : (
            <ul aria-label="Used by" className="flex flex-col gap-1">
              {usedBy.map((use) => {
                const { href, words } = placeOf(project, use);
                return (
                  <li key={href}>
                    <Link
                      href={href as Route}
                      prefetch={false}
                      className="break-words text-accent hover:underline"
                    >
                      {words}
                    </Link>
                  </li>
                );
              })}
            </ul>
          )}
        </Card>
      </div>
    </KnownProvider>
  );
}

function placeOf(project: string, use: SegmentUse): { href: string; words: string } {
  const base = `/projects/${project}`;
  if ("segment" in use)
    return { href: `${base}/segments/${use.segment}`, words: `the segment ${use.segment}` };
  const { flag, environment } = use;
  return { href: `${base}/flags/${flag}?env=${environment}`, words: `${flag} in ${environment}` };
}
