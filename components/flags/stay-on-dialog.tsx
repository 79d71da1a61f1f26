"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";

/** Asked when a flag is switched off while toggles keep people on. */
export function StayOnDialog({
  open,
  onOpenChange,
  flag,
  environment,
  on,
  onOff,
  onKill,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  flag: string;
  environment: string;
  /** How many people stay on. */
  on: number;
  onOff: () => void;
  onKill: () => void;
}) {
  const choose = (act: () => void) => () => {
    onOpenChange(false);
    act();
  };
  const people = on === 1 ? "1 person stays on" : `${on.toLocaleString("en")} people stay on`;
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Off · ${people}. Kill instead?`}
      description={`Per-user toggles keep working while ${flag} is off in ${environment}. The kill switch turns it off for everybody, toggles included; they come back when it is taken back.`}
    >
      <DialogFooter>
        <Button onClick={() => onOpenChange(false)}>Cancel</Button>
        <Button onClick={choose(onOff)}>Switch off, keep toggles</Button>
        <Button variant="danger" onClick={choose(onKill)}>
          Kill for everybody
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
