"use client";

import { type FormEvent, useState, useTransition } from "react";
import { submit } from "@/components/shell/submit";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { bulkAction } from "@/lib/flags/actions";
import { BulkPreview } from "./bulk-preview";
import { BulkTag } from "./bulk-tag";
import { type BulkChoice, bulkLabel, bulkTitle } from "./bulk-words";
import { useBulkPreview } from "./use-bulk-preview";

type Props = {
  project: string;
  choice: BulkChoice;
  keys: string[];
  /** The tags in use. */
  tags: string[];
  onClose: () => void;
  onDone: () => void;
};

/** Shows flag by flag what a change of many would do, and does all of it or nothing. */
export default function BulkDialog(props: Props) {
  const { choice, keys, onClose } = props;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={bulkTitle(choice, keys.length)}
      description="See what changes. All of it is done at once, and can be undone at once."
    >
      <BulkForm {...props} />
    </Dialog>
  );
}

function BulkForm({ project, choice, keys, tags, onClose, onDone }: Props) {
  const { action, environment } = choice;
  const [tag, setTag] = useState("");
  const [refusal, setRefusal] = useState<string>();
  const [pending, startTransition] = useTransition();
  const asksTag = action === "tag" || action === "untag";
  const what = {
    action,
    ...(environment ? { environment: environment.key } : {}),
    ...(asksTag ? { tag } : {}),
  };
  const flags = keys.map((key) => ({ key }));
  const ready = !asksTag || tag !== "";
  const preview = useBulkPreview(project, ready ? { ...what, flags } : null);
  const changing = (preview.verdicts ?? []).filter(({ outcome }) => outcome === "change");

  function change(event: FormEvent) {
    event.preventDefault();
    if (changing.length === 0 || pending) return;
    const seen = changing.map(({ key, version }) => ({ key, version }));
    setRefusal(undefined);
    startTransition(async () => {
      const refused = await submit(bulkAction, { ...what, project, flags: JSON.stringify(seen) });
      if (refused === undefined) return onDone();
      setRefusal(refused);
      void preview.again();
    });
  }

  return (
    <form onSubmit={change} className="flex flex-col gap-4">
      {asksTag && <BulkTag removing={action === "untag"} tags={tags} onChange={setTag} />}
      {refusal && (
        <Banner tone="danger" live>
          {refusal} What would change now stands below.
        </Banner>
      )}
      {preview.failed && !preview.reading && (
        <Banner tone="danger" live>
          Hoist did not say what would change.{" "}
          <Button size="sm" onClick={() => void preview.again()}>
            Try again
          </Button>
        </Banner>
      )}
      {ready && preview.verdicts && <BulkPreview verdicts={preview.verdicts} />}
      {ready && !preview.verdicts && !preview.failed && <Skeleton className="h-24 w-full" />}
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={pending} disabled={changing.length === 0}>
          {bulkLabel(choice, changing.length)}
        </Button>
      </DialogFooter>
    </form>
  );
}
