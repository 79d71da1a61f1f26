"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { RefObject } from "react";
import { buttonClass } from "./button-class";
import type { DialogProps } from "./dialog";
import { dialogFooterClass, dialogPanelClass, keepInSight, overlayClass } from "./dialog-look";
import { useReturnFocus } from "./use-return-focus";

/** A dialog while it is open; fetched when the first one opens. */
export default function DialogPanel({
  title,
  description,
  footer,
  size = "md",
  button,
  onOpenChange,
  children,
}: Omit<DialogProps, "trigger" | "open" | "onOpenChange"> & {
  button: RefObject<HTMLElement | null>;
  onOpenChange: (open: boolean) => void;
}) {
  const returning = useReturnFocus(button);
  return (
    <Radix.Root open onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass}>
          <Radix.Content
            className={clsx(dialogPanelClass, size === "lg" ? "max-w-3xl" : "max-w-lg")}
            onFocus={keepInSight}
            onOpenAutoFocus={(event) => {
              returning.note();
              focusFirstField(event);
            }}
            onCloseAutoFocus={returning.onCloseAutoFocus}
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
              {footer && <div className={dialogFooterClass}>{footer}</div>}
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
