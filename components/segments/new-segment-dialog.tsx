"use client";

import { Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { FormDialog } from "@/components/shell/form-dialog";
import { KeyAndName } from "@/components/shell/key-and-name";
import { Button } from "@/components/ui/button";
import type { FormState } from "@/lib/form-state";
import { createSegmentAction } from "@/lib/segments/actions";

/** Makes a segment of nobody yet, and leads to where it is filled. */
export function NewSegmentDialog({ project, disabled }: { project: string; disabled: boolean }) {
  const router = useRouter();
  async function create(previous: FormState, data: FormData): Promise<FormState> {
    const state = await createSegmentAction(previous, data);
    const key = encodeURIComponent(String(data.get("key")));
    if (state?.ok) router.push(`/projects/${project}/segments/${key}` as Route);
    return state;
  }
  return (
    <FormDialog
      title="New segment"
      description="Users who have something in common, under a name that rules of any flag can use."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <Plus aria-hidden="true" className="size-4" />
          New segment
        </Button>
      }
      action={create}
      fields={{ project }}
      submitLabel="Create segment"
    >
      {(form) => (
        <KeyAndName form={form} placeholders={["europe", "Europe"]} maxLength={[128, 200]} />
      )}
    </FormDialog>
  );
}
