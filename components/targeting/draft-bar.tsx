"use client";

import { Button } from "@/components/ui/button";

/** What has been changed and not saved; stays in view. */
export function DraftBar({
  changes,
  problems,
  onReview,
  onDiscard,
}: {
  changes: number;
  /** What must be mended first, if anything. */
  problems: string[];
  onReview: () => void;
  onDiscard: () => void;
}) {
  const [problem] = problems;
  return (
    <section
      aria-label="Changes that are not saved"
      className="sticky bottom-0 z-10 flex flex-wrap items-center gap-2 rounded-b-lg border-t border-line-strong bg-surface px-4 py-2"
    >
      <p role="status" className="min-w-0 flex-1 break-words">
        <strong className="font-semibold">
          {changes === 1 ? "1 change" : `${changes} changes`}
        </strong>
        <span className={problem ? "text-danger" : "text-muted"}>
          {problem ? `: ${problem}` : ", not saved yet"}
        </span>
      </p>
      <Button onClick={onDiscard}>Discard</Button>
      <Button variant="primary" disabled={problem !== undefined} onClick={onReview}>
        Review
      </Button>
    </section>
  );
}
