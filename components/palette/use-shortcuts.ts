"use client";

import { useEffect, useRef } from "react";
import { takesText } from "@/components/shell/takes-text";
import { undoLatest } from "@/components/ui/toast";
import { type Shortcut, shortcutFor } from "./shortcuts";

/** How long after `g` the second key may come. */
const patience = 1000;

const modal = "[role=dialog], [role=alertdialog], [role=menu]";

/**
 * Hears the shortcuts of the console. Single keys rest while one types and while something is open;
 * Ctrl-K works everywhere, but not over another dialog.
 */
export function useShortcuts(act: (shortcut: Shortcut | "palette") => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    let gAt = Number.NEGATIVE_INFINITY;
    function hear(event: KeyboardEvent) {
      if (event.defaultPrevented || event.isComposing || event.repeat || event.altKey) return;
      const busy = document.querySelector(modal);
      if (event.ctrlKey || event.metaKey) {
        if (event.shiftKey) return;
        const key = event.key.toLowerCase();
        // While one types, the browser takes back what was typed.
        if (key === "z" && !busy && !takesText(event.target) && undoLatest())
          return event.preventDefault();
        if (key !== "k") return;
        if (busy && !busy.querySelector("[cmdk-root]")) return;
        event.preventDefault();
        latest.current("palette");
        return;
      }
      if (busy || takesText(event.target)) return;
      const wasG = event.timeStamp - gAt < patience;
      gAt = event.key === "g" && !wasG ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const shortcut = shortcutFor(event.key, wasG);
      if (!shortcut) return;
      // A page with a search field of its own takes `/`.
      if (shortcut === "search" && document.querySelector("[aria-keyshortcuts='/']")) return;
      event.preventDefault();
      latest.current(shortcut);
    }
    document.addEventListener("keydown", hear);
    return () => document.removeEventListener("keydown", hear);
  }, []);
}
