"use client";

import { AlertDialog as Radix } from "radix-ui";
import { type FormEvent, type RefObject, useState, useTransition } from "react";
import { Button } from "./button";
import type { ConfirmDialogProps } from "./confirm-dialog";
import { dialogFooterClass, dialogPanelClass, keepInSight, overlayClass } from "./dialog-look";
import { Field } from "./field";
import { Input } from "./input";
import { useReturnFocus } from "./use-return-focus";

type QuestionProps = Omit<ConfirmDialogProps, "trigger" | "open" | "onOpenChange">;

/** A question while it is open, so that a typed text and an error do not outlive it; fetched when the first one opens. */
export default function ConfirmPanel({
  button,
  onOpenChange,
  ...question
}: QuestionProps & {
  button: RefObject<HTMLElement | null>;
  onOpenChange: (open: boolean) => void;
}) {
  const returning = useReturnFocus(button);
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass}>
          <Radix.Content
            className={`${dialogPanelClass} max-w-md p-4`}
            onFocus={keepInSight}
            onOpenAutoFocus={(event) => {
              returning.note();
              // Cancel has the focus at first, unless there is something to type.
              if (question.typeToConfirm === undefined || !(event.target instanceof Element))
                return;
              event.preventDefault();
              event.target.querySelector("input")?.focus();
            }}
            onCloseAutoFocus={returning.onCloseAutoFocus}
          >
            <Question {...question} close={() => onOpenChange(false)} />
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

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
}: QuestionProps & { close: () => void }) {
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
