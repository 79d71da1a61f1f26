"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { NewFlagForm } from "./new-flag-form";

/** The button that opens the form for a new flag; disabled for whoever may not create one. */
export function NewFlagDialog({ project, disabled }: { project: string; disabled?: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
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
