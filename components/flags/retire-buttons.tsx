"use client";

import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { archiveFlagAction, deleteFlagAction, restoreFlagAction } from "@/lib/flags/actions";
import type { FlagPlace } from "./types";

type Props = { place: FlagPlace; disabled: boolean; describedBy: string };

/** Takes a flag out of use; reversible. */
export function ArchiveButton({ place, disabled, describedBy }: Props) {
  return (
    <ConfirmDialog
      title={`Archive ${place.flag}?`}
      description="Client apps stop getting it in every environment, as if it did not exist. Its states, toggles and history stay, and restoring it brings everything back."
      confirmLabel="Archive"
      tone="danger"
      onConfirm={() => submit(archiveFlagAction, place)}
      trigger={
        <Button disabled={disabled} aria-describedby={describedBy}>
          Archive
        </Button>
      }
    />
  );
}

/** Brings an archived flag back. */
export function RestoreButton({ place, disabled, describedBy }: Props) {
  return (
    <ConfirmDialog
      title={`Restore ${place.flag}?`}
      description="Client apps get it again in every environment, with the states and toggles it had."
      confirmLabel="Restore"
      onConfirm={() => submit(restoreFlagAction, place)}
      trigger={
        <Button disabled={disabled} aria-describedby={describedBy}>
          Restore
        </Button>
      }
    />
  );
}

/** Deletes an archived flag for ever, after its key was typed. */
export function DeleteButton({ place, disabled, describedBy }: Props) {
  return (
    <ConfirmDialog
      title={`Delete ${place.flag}?`}
      description="The flag, its states and its toggles are gone for good. Its history stays in the audit log, and its key is never given out again."
      confirmLabel="Delete for ever"
      tone="danger"
      typeToConfirm={place.flag}
      onConfirm={() => submit(deleteFlagAction, place)}
      trigger={
        <Button variant="danger" disabled={disabled} aria-describedby={describedBy}>
          Delete
        </Button>
      }
    />
  );
}
