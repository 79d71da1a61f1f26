"use client";

import { type ReactNode, useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import type { FormAction } from "./submit";
import { useForm } from "./use-form";

export type Form = ReturnType<typeof useForm>;

type SheetProps = {
  action: FormAction;
  /** What is posted besides what is typed. */
  fields?: Record<string, string>;
  submitLabel: string;
  children: (form: Form) => ReactNode;
};

/** A button that opens a form over one action, which closes when it is done. */
export function FormDialog({
  title,
  description,
  trigger,
  ...sheet
}: SheetProps & { title: string; description?: string; trigger: ReactNode }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={title}
      description={description}
      trigger={trigger}
    >
      <FormSheet {...sheet} close={() => setOpen(false)} />
    </Dialog>
  );
}

/** The form of a dialog: what is wrong with the whole, its fields, and its two buttons. */
export function FormSheet({
  action,
  fields = {},
  submitLabel,
  close,
  children,
}: SheetProps & { close: () => void }) {
  const form = useForm(action, close);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      {children(form)}
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          {submitLabel}
        </Button>
      </DialogFooter>
    </form>
  );
}
