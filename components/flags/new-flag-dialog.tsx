"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { useAddress } from "@/components/shell/use-address";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NewFlagForm } from "./new-flag-form";

/** The button that opens the form for a new flag; disabled for whoever may not create one. */
export function NewFlagDialog({
  project,
  disabled,
  byAddress,
}: {
  project: string;
  disabled?: boolean;
  /** `?new=flag` opens it: for one of them on a page. */
  byAddress?: boolean;
}) {
  const { search, set } = useAddress();
  const [pressed, setPressed] = useState(false);
  const asked = byAddress === true && search.get("new") === "flag" && !disabled;
  function setOpen(open: boolean) {
    setPressed(open);
    if (!open && asked) set({ new: null });
  }
  return (
    <Dialog
      open={pressed || asked}
      onOpenChange={setOpen}
      title="New flag"
      description="It starts switched off in every environment."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <Plus aria-hidden="true" className="size-4" />
          New flag
        </Button>
      }
    >
      <NewFlagForm project={project} onCancel={() => setOpen(false)} />
    </Dialog>
  );
}
