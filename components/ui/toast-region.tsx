"use client";

import { useTheme } from "next-themes";
import { useEffect } from "react";
import { type ExternalToast, Toaster as Sonner, toast } from "sonner";

export { toast };

export type Says = (
  tone: "success" | "info" | "error",
  message: string,
  more?: ExternalToast,
) => void;

/** What shows toasts; fetched once somebody does something. It shows what is said from `onStanding` on. */
export default function ToastRegion({ onStanding }: { onStanding: () => void }) {
  const { resolvedTheme } = useTheme();
  useEffect(onStanding, [onStanding]);
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
