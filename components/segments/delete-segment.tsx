"use client";

import type { Route } from "next";
import { useRouter } from "next/navigation";
import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteSegmentAction } from "@/lib/segments/actions";

/** Deletes a segment that nothing names, and leads back to the others. */
export function DeleteSegment({
  project,
  segment,
  used,
}: {
  project: string;
  segment: string;
  used: number;
}) {
  const router = useRouter();
  async function remove() {
    const refusal = await submit(deleteSegmentAction, { project, key: segment });
    if (!refusal) router.push(`/projects/${project}/segments` as Route);
    return refusal;
  }
  return (
    <ConfirmDialog
      title={`Delete ${segment}?`}
      description="It can be made again as it was for ten seconds. Its history stays in the audit log."
      confirmLabel="Delete"
      tone="danger"
      onConfirm={remove}
      trigger={
        <Button
          disabled={used > 0}
          title={used > 0 ? "Take it out of the rules that use it first." : undefined}
        >
          Delete
        </Button>
      }
    />
  );
}
