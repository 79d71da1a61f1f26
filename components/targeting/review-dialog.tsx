"use client";

import { useRouter } from "next/navigation";
import { startTransition, useState } from "react";
import { run } from "@/components/shell/run";
import { announce } from "@/components/shell/undo";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { targetingAction } from "@/lib/flags/actions";
import { textOf } from "@/lib/history/serve-words";
import { type Plan, planChanges, same } from "@/lib/history/state-changes";
import type { Draft } from "./draft";
import { EffectOnUsers } from "./effect-on-users";
import { useVoice } from "./known";
import { planParts } from "./plan";
import { Sentence } from "./sentence";
import type { PreviewPlace } from "./use-effect-on-users";

/** What a draft changes, in words and in people, before it is saved whole. */
export function ReviewDialog({
  place,
  environment,
  draft,
  open,
  onOpenChange,
  onSaved,
}: {
  place: PreviewPlace;
  environment: { name: string; protected: boolean };
  draft: Draft;
  open: boolean;
  onOpenChange: (open: boolean) => void;
  onSaved: () => void;
}) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title={`Review the changes to ${environment.name}`}
      description={`${place.flag}, all at once when you save. It can be undone.`}
    >
      {open && (
        <Review
          place={place}
          environment={environment}
          draft={draft}
          onClose={() => onOpenChange(false)}
          onSaved={onSaved}
        />
      )}
    </Dialog>
  );
}

function Review({
  place,
  environment,
  draft,
  onClose,
  onSaved,
}: {
  place: PreviewPlace;
  environment: { name: string; protected: boolean };
  draft: Draft;
  onClose: () => void;
  onSaved: () => void;
}) {
  const router = useRouter();
  const voice = useVoice();
  const [comment, setComment] = useState("");
  const [pending, setPending] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const changes = planChanges(draft.base, draft.plan, voice);

  async function save() {
    setPending(true);
    const answer = await run(targetingAction, fieldsOf(place, draft, comment));
    setPending(false);
    if (answer.refusal) {
      // Somebody was faster, perhaps: what stands now is read, and the draft follows or asks.
      router.refresh();
      return setRefusal(answer.refusal);
    }
    announce(answer.state);
    onSaved();
  }

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (!pending) startTransition(save);
      }}
    >
      <ul aria-label="Changes" className="flex list-disc flex-col gap-1 pl-5">
        {changes.map((words) => (
          <li key={textOf(words)} className="break-words">
            {environment.name}: <Sentence words={words} />
          </li>
        ))}
      </ul>
      <EffectOnUsers place={place} plan={draft.plan} />
      {refusal && (
        <Banner tone="danger" live>
          {refusal}
        </Banner>
      )}
      {environment.protected ? (
        <Banner tone="warning" title={`${environment.name} is protected`}>
          A change here needs a change request that somebody else approves. Your draft stays in this
          tab; an administrator can lift the protection under Environments.
        </Banner>
      ) : (
        <Field label="Why" optional hint="Stands in the history beside the change.">
          <Input
            value={comment}
            maxLength={1000}
            onChange={(event) => setComment(event.target.value)}
          />
        </Field>
      )}
      <DialogFooter>
        <Button onClick={onClose}>Keep editing</Button>
        <Button type="submit" variant="primary" pending={pending} disabled={environment.protected}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}

/** Only what differs is sent: the rest of the state may be changed by others meanwhile. */
function fieldsOf(place: PreviewPlace, draft: Draft, comment: string): Record<string, string> {
  const changed = planParts.filter((part) => !same(draft.base[part], draft.plan[part]));
  const fields = changed.map((part) => [part, posted(draft.plan, part)]);
  return {
    ...place,
    version: String(draft.version),
    ...Object.fromEntries(fields),
    ...(comment.trim() === "" ? {} : { comment }),
  };
}

function posted(plan: Plan, part: (typeof planParts)[number]): string {
  const value = plan[part];
  return typeof value === "string" ? value : JSON.stringify(value);
}
