import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { ReactNode } from "react";

export type Tab = { href: string; label: ReactNode; current: boolean; count?: number };

/** Tabs that are links: the address says which one is open. */
export function Tabs({
  label,
  tabs,
  className,
}: {
  label: string;
  tabs: Tab[];
  className?: string;
}) {
  return (
    <nav aria-label={label} className={clsx("overflow-x-auto border-b", className)}>
      <ul className="flex gap-1">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <Link
              href={tab.href as Route}
              aria-current={tab.current ? "page" : undefined}
              className={clsx(
                "flex h-9 items-center gap-2 border-b-2 px-3 whitespace-nowrap focus-visible:-outline-offset-2 pointer-coarse:h-11",
                tab.current
                  ? "border-accent font-medium text-ink"
                  : "border-transparent text-muted hover:text-ink",
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="rounded-sm border bg-subtle px-1 text-xs text-muted">
                  {tab.count}
                </span>
              )}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
