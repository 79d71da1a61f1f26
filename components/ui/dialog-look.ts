import type { FocusEvent } from "react";

/**
 * The overlay itself scrolls and centres the panel. No transform on the panel: fixed children (the
 * list of a combobox) would be clipped by it.
 */
export const overlayClass =
  "appear fixed inset-0 z-40 grid items-start justify-items-center overflow-y-auto bg-[rgb(0_0_0/0.5)] p-4 sm:py-[10vh]";

export const dialogPanelClass = "w-full rounded-lg border border-line-strong bg-surface text-ink";

export const dialogFooterClass =
  "mt-4 flex flex-col-reverse gap-2 border-t pt-4 sm:flex-row sm:justify-end";

/** Tab leads from the last control around to the first, and Radix scrolls to neither. */
export function keepInSight({ target }: FocusEvent) {
  target.scrollIntoView({ block: "nearest" });
}
