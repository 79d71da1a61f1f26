"use client";

import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A navigation item; current on its own page and on every page below it. */
export function NavLink({
  href,
  icon,
  children,
}: {
  href: string;
  icon: ReactNode;
  children: ReactNode;
}) {
  const pathname = usePathname();
  const exact = pathname === href;
  const current = exact || pathname.startsWith(`${href}/`);
  // Not fetched ahead: reading the page again, as every change elsewhere does, would fetch all of them again.
  return (
    <Link
      prefetch={false}
      href={href as Route}
      aria-current={exact ? "page" : current ? "true" : undefined}
      className={clsx(
        "flex h-8 items-center gap-2 rounded-md border-l-2 px-2 [&_svg]:size-4 pointer-coarse:h-11",
        current
          ? "border-accent bg-hover font-medium text-ink"
          : "border-transparent text-muted hover:bg-hover hover:text-ink",
      )}
    >
      {icon}
      {children}
    </Link>
  );
}
