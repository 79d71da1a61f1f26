"use client";

import { Plus } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createSegmentAction } from "@/lib/segments/actions";

/** Makes a segment of nobody yet, and leads to where it is filled. */
export function NewSegmentDialog({ project, disabled }: { project: string; disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New segment"
      description="Users who have something in common, under a name that rules of any flag can use."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <Plus aria-hidden="true" className="size-4" />
          New segment
        </Button>
      }
    >
      <NewSegmentForm project={project} close={() => setOpen(false)} />
    </Dialog>
  );
}

function NewSegmentForm({ project, close }: { project: string; close: () => void }) {
  const router = useRouter();
  const [key, setKey] = useState("");
  const form = useForm(createSegmentAction, () => {
    close();
    router.push(`/projects/${project}/segments/${encodeURIComponent(key)}` as Route);
  });
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Key" hint="It cannot be changed later." error={form.error("key")} required>
        <Input
          name="key"
          value={key}
          placeholder="europe"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={128}
          className="font-mono"
          onChange={(event) => setKey(event.target.value)}
        />
      </Field>
      <Field label="Name" optional error={form.error("name")}>
        <Input name="name" placeholder="Europe" autoComplete="off" maxLength={200} />
      </Field>
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Create segment
        </Button>
      </DialogFooter>
    </form>
  );
}
