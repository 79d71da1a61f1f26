"use client";

import { useTheme } from "next-themes";
import { Toaster as Sonner, toast } from "sonner";

/** Where toasts appear; once, in the root layout. */
export function Toaster() {
  const { resolvedTheme } = useTheme();
  return (
    <Sonner
      theme={resolvedTheme === "dark" ? "dark" : "light"}
      position="bottom-right"
      closeButton
      toastOptions={{
        unstyled: true,
        classNames: {
          toast:
            "flex w-full items-center gap-3 rounded-lg border border-line-strong bg-surface p-3 text-base text-ink font-sans [--toast-close-button-start:unset] [--toast-close-button-end:-6px] [&[data-front=false][data-expanded=false]_button]:invisible",
          content: "min-w-0 flex-1",
          title: "font-medium break-words",
          description: "text-sm text-muted break-words",
          icon: "shrink-0",
          success: "[&_[data-icon]]:text-success",
          error: "[&_[data-icon]]:text-danger",
          warning: "[&_[data-icon]]:text-warning",
          info: "[&_[data-icon]]:text-accent",
          actionButton:
            "h-7 shrink-0 rounded-md border border-line-strong px-2 text-sm font-medium hover:bg-hover",
          cancelButton: "h-7 shrink-0 rounded-md px-2 text-sm font-medium hover:bg-hover",
          closeButton:
            "order-last flex size-6 shrink-0 items-center justify-center rounded-md border-transparent! bg-surface! text-muted! hover:bg-hover! hover:text-ink!",
        },
      }}
    />
  );
}

type Offer = { id: string | number; undo: () => void };

/** What can be undone now, the last change last. */
let offers: Offer[] = [];

/** Says that a change was made and offers, for ten seconds, to undo it: by its button or by Ctrl-Z. */
export function toastWithUndo(message: string, undo: () => void) {
  const forget = () => {
    offers = offers.filter((each) => each.id !== id);
  };
  const id = toast.success(message, {
    duration: 10_000,
    action: {
      label: <UndoWords />,
      onClick: () => {
        forget();
        undo();
      },
    },
    onDismiss: forget,
    onAutoClose: forget,
  });
  offers.push({ id, undo });
}

/** Takes back the last change while that is offered; false when nothing is. */
export function undoLatest(): boolean {
  const last = offers.pop();
  if (!last) return false;
  toast.dismiss(last.id);
  last.undo();
  return true;
}

function UndoWords() {
  return (
    <>
      Undo{" "}
      <span aria-hidden="true" className="font-normal text-xs text-muted pointer-coarse:hidden">
        {/Macintosh|iPhone|iPad/.test(navigator.userAgent) ? "⌘Z" : "Ctrl Z"}
      </span>
    </>
  );
}

export { toast };
