"use client";

import clsx from "clsx";
import { X } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";
import { keepInSight } from "./dialog-look";
import { useReturnFocus } from "./use-return-focus";

export type DrawerProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; focus returns there. Or control it with `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Buttons that stay in view below the content. */
  footer?: ReactNode;
  children?: ReactNode;
};

/**
 * A modal panel at the side, for what is looked at beside a list: the list stays where it was. Its
 * content scrolls, its heading and its buttons do not. Esc and the outside close it.
 */
export function Drawer({
  title,
  description,
  trigger,
  open,
  onOpenChange,
  footer,
  children,
}: DrawerProps) {
  const returning = useReturnFocus();
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      {trigger && <Radix.Trigger asChild>{trigger}</Radix.Trigger>}
      <Radix.Portal>
        <Radix.Overlay className="appear fixed inset-0 z-40 bg-[rgb(0_0_0/0.5)]" />
        <Radix.Content
          className="appear fixed inset-y-0 right-0 z-40 flex w-full max-w-md flex-col border-l border-line-strong bg-surface text-ink"
          onFocus={keepInSight}
          onOpenAutoFocus={returning.note}
          {...(trigger ? {} : { onCloseAutoFocus: returning.onCloseAutoFocus })}
          {...(description ? {} : { "aria-describedby": undefined })}
        >
          <header className="flex items-start justify-between gap-4 border-b px-4 py-3">
            <div className="min-w-0">
              <Radix.Title className="text-lg font-semibold break-words">{title}</Radix.Title>
              {description && (
                <Radix.Description className="text-muted">{description}</Radix.Description>
              )}
            </div>
            <Radix.Close aria-label="Close" className={clsx(buttonClass("ghost", "icon"), "-mr-1")}>
              <X aria-hidden="true" className="size-4" />
            </Radix.Close>
          </header>
          <div className="min-h-0 flex-1 overflow-y-auto p-4">{children}</div>
          {footer && (
            <footer className="flex flex-wrap justify-end gap-2 border-t px-4 py-3">
              {footer}
            </footer>
          )}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
