"use client";

import { Pencil, TimerOff, Trash2 } from "lucide-react";
import { useId, useState } from "react";
import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Dialog } from "@/components/ui/dialog";
import { deleteToggleAction, endToggleAction } from "@/lib/toggles/actions";
import type { ToggleView } from "@/lib/toggles/schema";
import { ToggleForm } from "./toggle-form";
import type { Choices, TogglePlace } from "./types";

/** Edit, end and delete one toggle. Who did not make it sees who may delete it. */
export function ToggleActions({
  place,
  choices,
  toggle,
  targetingKey,
  ended,
  mayChange,
  mine,
}: {
  place: TogglePlace;
  choices: Choices;
  toggle: ToggleView;
  targetingKey: string;
  ended: boolean;
  mayChange: boolean;
  mine: boolean;
}) {
  const id = useId();
  const fields = { ...place, targetingKey };
  const where = `${place.flag} for ${targetingKey} in ${place.environment}`;
  const onlyCreator = `Only ${toggle.creator.username ?? "its creator"}, who created it, may delete it.`;
  return (
    <span className="flex">
      <EditToggle
        place={place}
        choices={choices}
        toggle={toggle}
        targetingKey={targetingKey}
        ended={ended}
        disabled={!mayChange}
        label={ended ? `Start ${where} again` : `Edit ${where}`}
      />
      <ConfirmDialog
        title={`End the toggle for ${targetingKey} now?`}
        description={`From now on they get of ${place.flag} in ${place.environment} what everybody else gets. The toggle stays in the list of ended ones.`}
        confirmLabel="End now"
        onConfirm={() => submit(endToggleAction, fields)}
        trigger={
          <Button
            variant="ghost"
            size="icon"
            disabled={!mayChange || ended}
            aria-label={`End ${where}`}
            title="End now"
          >
            <TimerOff aria-hidden="true" className="size-4" />
          </Button>
        }
      />
      <ConfirmDialog
        title={`Delete the toggle for ${targetingKey}?`}
        description={`They get of ${place.flag} in ${place.environment} what everybody else gets. The audit log keeps what was.`}
        confirmLabel="Delete"
        tone="danger"
        onConfirm={() => submit(deleteToggleAction, fields)}
        trigger={
          <Button
            variant="ghost"
            size="icon"
            disabled={!mine}
            aria-label={`Delete ${where}`}
            aria-describedby={mine ? undefined : id}
            title={mine ? "Delete" : onlyCreator}
          >
            <Trash2 aria-hidden="true" className="size-4" />
          </Button>
        }
      />
      {!mine && (
        <span id={id} hidden>
          {onlyCreator}
        </span>
      )}
    </span>
  );
}

function EditToggle({
  place,
  choices,
  toggle,
  targetingKey,
  ended,
  disabled,
  label,
}: {
  place: TogglePlace;
  choices: Choices;
  toggle: ToggleView;
  targetingKey: string;
  ended: boolean;
  disabled: boolean;
  label: string;
}) {
  const [open, setOpen] = useState(false);
  const { variant, reason, updatedAt: version } = toggle;
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`${ended ? "Start again" : "Toggle"} for ${targetingKey}`}
      description={`What they get of ${place.flag} in ${place.environment}.`}
      trigger={
        <Button
          variant="ghost"
          size="icon"
          disabled={disabled}
          aria-label={label}
          title={ended ? "Start again" : "Edit"}
        >
          <Pencil aria-hidden="true" className="size-4" />
        </Button>
      }
    >
      <ToggleForm
        place={place}
        choices={choices}
        start={{ variant, reason, expiresAt: ended ? null : toggle.expiresAt, version }}
        submitLabel={ended ? "Start again" : "Save toggle"}
        onDone={() => setOpen(false)}
      >
        {() => <input type="hidden" name="targetingKey" value={targetingKey} />}
      </ToggleForm>
    </Dialog>
  );
}
