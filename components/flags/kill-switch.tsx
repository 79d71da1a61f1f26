"use client";

import { OctagonX } from "lucide-react";
import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { killAction } from "@/lib/flags/actions";
import type { Environment, FlagPlace } from "./types";

/** Off for everybody in one environment, toggles included; and back again. Asks first. */
export function KillSwitch({
  place,
  environment,
  killed,
  offVariant,
  disabled,
}: {
  place: FlagPlace;
  environment: Environment;
  killed: boolean;
  offVariant: string;
  disabled?: boolean;
}) {
  const set = (next: boolean) => () =>
    submit(killAction, { ...place, environment: environment.key, killed: String(next) });

  if (killed) {
    return (
      <ConfirmDialog
        title={`Take back the kill in ${environment.name}?`}
        description={`${place.flag} works as before it was killed: its switch, what it serves and all toggles are unchanged.`}
        confirmLabel="Take back the kill"
        onConfirm={set(false)}
        trigger={<Button disabled={disabled}>Take back the kill</Button>}
      />
    );
  }
  return (
    <ConfirmDialog
      title={`Kill ${place.flag} in ${environment.name}?`}
      description={`Everybody gets ${offVariant} at once, toggles included. Nothing is lost: taking the kill back brings everything back as it was.`}
      confirmLabel={`Kill in ${environment.name}`}
      tone="danger"
      onConfirm={set(true)}
      trigger={
        <Button disabled={disabled} className="text-danger!">
          <OctagonX aria-hidden="true" className="size-4" />
          Kill
        </Button>
      }
    />
  );
}
