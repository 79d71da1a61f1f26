"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";

/** Asked when a flag is switched off while toggles keep people on. */
export default function StayOnDialog({
  onClose,
  flag,
  environment,
  on,
  onOff,
  onKill,
}: {
  onClose: () => void;
  flag: string;
  environment: string;
  /** How many people stay on. */
  on: number;
  onOff: () => void;
  onKill: () => void;
}) {
  const choose = (act: () => void) => () => {
    onClose();
    act();
  };
  const people = on === 1 ? "1 person stays on" : `${on.toLocaleString("en")} people stay on`;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Off · ${people}. Kill instead?`}
      description={`Per-user toggles keep working while ${flag} is off in ${environment}. The kill switch turns it off for everybody, toggles included; they come back when it is taken back.`}
    >
      <DialogFooter>
        <Button onClick={onClose}>Cancel</Button>
        <Button onClick={choose(onOff)}>Switch off, keep toggles</Button>
        <Button variant="danger" onClick={choose(onKill)}>
          Kill for everybody
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
