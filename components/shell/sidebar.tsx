"use client";

import clsx from "clsx";
import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { buttonClass } from "@/components/ui/button-class";

/** A column at the left; below 768 px a bar at the top whose panel opens and closes. */
export function Sidebar({ brand, children }: { brand: ReactNode; children: ReactNode }) {
  const [open, setOpen] = useState(false);
  const whole = useRef<HTMLElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const pathname = usePathname();
  const id = useId();

  // Arriving somewhere closes the panel: what was asked for is underneath.
  const [shown, setShown] = useState(pathname);
  if (shown !== pathname) {
    setShown(pathname);
    setOpen(false);
  }

  useEffect(() => {
    if (!open) return;
    const close = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    // Over what one goes on to, it would hide it.
    const leave = ({ target }: FocusEvent) => {
      if (target instanceof Node && !whole.current?.contains(target)) setOpen(false);
    };
    document.addEventListener("keydown", close);
    document.addEventListener("focusin", leave);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("focusin", leave);
    };
  }, [open]);

  const Icon = open ? X : Menu;
  return (
    <header
      ref={whole}
      className="sticky top-0 z-30 flex flex-col border-b bg-surface max-md:max-h-dvh md:h-dvh md:w-56 md:shrink-0 md:border-r md:border-b-0"
    >
      <div className="flex h-12 shrink-0 items-center justify-between gap-2 px-3">
        {brand}
        <button
          ref={button}
          type="button"
          aria-expanded={open}
          aria-controls={id}
          aria-label={open ? "Close menu" : "Open menu"}
          onClick={() => setOpen(!open)}
          className={clsx(buttonClass("ghost", "icon"), "md:hidden")}
        >
          <Icon aria-hidden="true" className="size-5" />
        </button>
      </div>
      <div
        id={id}
        className={clsx(
          "min-h-0 flex-1 flex-col gap-4 overflow-y-auto p-3 pt-1 md:flex",
          open ? "flex" : "hidden",
        )}
      >
        {children}
      </div>
    </header>
  );
}
