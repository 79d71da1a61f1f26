"use client";

import { RotateCcw } from "lucide-react";
import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { deleteToggleAction, endToggleAction } from "@/lib/toggles/actions";
import type { TogglePlace } from "./types";

/** Back to what everybody gets: deletes one's own toggle, ends somebody else's. */
export function ResetToggle({
  place,
  targetingKey,
  mine,
  disabled,
}: {
  place: TogglePlace;
  targetingKey: string;
  mine: boolean;
  disabled: boolean;
}) {
  const what = `They get of ${place.flag} in ${place.environment} what everybody else gets.`;
  return (
    <ConfirmDialog
      title={`Reset ${place.flag} for ${targetingKey}?`}
      description={
        mine
          ? `${what} Your toggle is deleted; the audit log keeps what was.`
          : `${what} The toggle ends now and stays in the list of ended ones, since only whoever created it may delete it.`
      }
      confirmLabel="Reset"
      onConfirm={() =>
        submit(mine ? deleteToggleAction : endToggleAction, { ...place, targetingKey })
      }
      trigger={
        <Button
          size="sm"
          disabled={disabled}
          aria-label={`Reset ${place.flag} for ${targetingKey} in ${place.environment}`}
        >
          <RotateCcw aria-hidden="true" className="size-3.5" />
          Reset
        </Button>
      }
    />
  );
}
