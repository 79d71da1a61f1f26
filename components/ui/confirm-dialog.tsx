"use client";

import { AlertDialog as Radix } from "radix-ui";
import { type FormEvent, type ReactNode, useState, useTransition } from "react";
import { Button } from "./button";
import { dialogFooterClass, dialogPanelClass, keepInSight, overlayClass } from "./dialog-look";
import { Field } from "./field";
import { Input } from "./input";

export type ConfirmDialogProps = {
  title: ReactNode;
  /** What happens, in full, and whether it can be undone. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "primary" | "danger";
  /** When given, this text must be typed before confirming. */
  typeToConfirm?: string;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Does it. A returned text is an error to show; anything else closes the dialog. */
  onConfirm: () => Promise<string | undefined> | undefined;
  children?: ReactNode;
};

/** Asks before something is done that is hard to take back. Esc cancels; the outside does not. */
export function ConfirmDialog({ trigger, open, onOpenChange, ...rest }: ConfirmDialogProps) {
  const [ownOpen, setOwnOpen] = useState(false);
  const shown = open ?? ownOpen;
  const change = (next: boolean) => {
    setOwnOpen(next);
    onOpenChange?.(next);
  };
  return (
    <Radix.Root open={shown} onOpenChange={change}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayClass}>
          <Radix.Content
            className={`${dialogPanelClass} max-w-md p-4`}
            onFocus={keepInSight}
            onOpenAutoFocus={(event) => {
              // Cancel has the focus at first, unless there is something to type.
              if (rest.typeToConfirm === undefined || !(event.target instanceof Element)) return;
              event.preventDefault();
              event.target.querySelector("input")?.focus();
            }}
          >
            <Question {...rest} close={() => change(false)} />
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** The content lives only while open, so that a typed text and an error do not outlive it. */
function Question({
  title,
  description,
  confirmLabel,
  cancelLabel = "Cancel",
  tone = "primary",
  typeToConfirm,
  onConfirm,
  close,
  children,
}: Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange"> & { close: () => void }) {
  const [typed, setTyped] = useState("");
  const [error, setError] = useState<string>();
  const [pending, startTransition] = useTransition();
  const confirmed = typeToConfirm === undefined || typed.trim() === typeToConfirm;

  function submit(event: FormEvent) {
    event.preventDefault();
    // React bubbles through portals: a form around the trigger must not submit as well.
    event.stopPropagation();
    if (!confirmed || pending) return;
    setError(undefined);
    startTransition(async () => {
      const refusal = await onConfirm();
      if (typeof refusal === "string") setError(refusal);
      else close();
    });
  }

  return (
    <form onSubmit={submit}>
      <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
      <Radix.Description asChild>
        <div className="mt-1 break-words text-muted">{description}</div>
      </Radix.Description>
      {children}
      {typeToConfirm !== undefined && (
        <Field label={`Type ${typeToConfirm} to confirm`} className="mt-4">
          <Input
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            spellCheck={false}
          />
        </Field>
      )}
      <p role="alert" className="mt-2 text-danger empty:hidden">
        {error}
      </p>
      <div className={dialogFooterClass}>
        <Radix.Cancel asChild>
          <Button>{cancelLabel}</Button>
        </Radix.Cancel>
        <Button type="submit" variant={tone} disabled={!confirmed} pending={pending}>
          {confirmLabel}
        </Button>
      </div>
    </form>
  );
}
