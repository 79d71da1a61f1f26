import clsx from "clsx";
import type { ReactNode } from "react";

// Whatever scrolls must take focus, or the keyboard cannot scroll it (WCAG 2.1.1).
const focusable = { tabIndex: 0 };

/** A named container that scrolls sideways and can be scrolled with the arrow keys. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <section
      aria-label={label}
      {...focusable}
      className={clsx("relative overflow-x-auto focus-visible:-outline-offset-2", className)}
    >
      {children}
    </section>
  );
}
