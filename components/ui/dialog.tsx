"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";
import { dialogFooterClass, dialogPanelClass, keepInSight, overlayClass } from "./dialog-look";
import { useReturnFocus } from "./use-return-focus";

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; focus returns there. Or control it with `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Buttons below the content. When they belong to a form, use DialogFooter inside the form. */
  footer?: ReactNode;
  size?: "md" | "lg";
  children?: ReactNode;
};

/** A modal dialog. Esc and the outside close it, focus is kept inside and returned. */
export function Dialog({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  size = "md",
  children,
}: DialogProps) {
  const returning = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className={overlayClass}>
          <Radix.Content
            className={clsx(dialogPanelClass, size === "lg" ? "max-w-3xl" : "max-w-lg")}
            onFocus={keepInSight}
            onOpenAutoFocus={(event) => {
              returning.note();
              focusFirstField(event);
            }}
            {...(trigger ? {} : { onCloseAutoFocus: returning.onCloseAutoFocus })}
            {...(description ? {} : { "aria-describedby": undefined })}
          >
            <div className="flex items-start justify-between gap-4 px-4 pt-4">
              <div className="min-w-0">
                <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
                {description && (
                  <Radix.Description className="mt-1 text-muted">{description}</Radix.Description>
                )}
              </div>
              <Radix.Close
                aria-label="Close"
                className={clsx(buttonClass("ghost", "icon"), "-mt-1 -mr-1")}
              >
                <X aria-hidden="true" className="size-4" />
              </Radix.Close>
            </div>
            <div className="p-4">
              {children}
              {footer && <DialogFooter>{footer}</DialogFooter>}
            </div>
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

/** Who opens a form wants to type, not to close it. Without a field, the first button has the focus. */
function focusFirstField(event: Event) {
  if (!(event.currentTarget instanceof HTMLElement)) return;
  const field = event.currentTarget.querySelector<HTMLElement>(
    "input:not([type=hidden]), select, textarea",
  );
  if (!field) return;
  event.preventDefault();
  field.focus();
}

/** The row of buttons at the end of a dialog, main action last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className={dialogFooterClass}>{children}</div>;
}

/** Wraps a Button so that it closes the dialog around it. */
export function DialogClose({ children }: { children: ReactNode }) {
  return <Radix.Close asChild>{children}</Radix.Close>;
}
