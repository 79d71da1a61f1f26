"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import type { Route } from "next";
import Link from "next/link";
import { DropdownMenu as Radix } from "radix-ui";
import type { ReactNode } from "react";

/** A menu of actions or links that opens from `trigger`. */
export function Menu({
  trigger,
  label,
  align = "start",
  children,
}: {
  trigger: ReactNode;
  label: string;
  align?: "start" | "end";
  children: ReactNode;
}) {
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Content
        aria-label={label}
        aria-labelledby={undefined}
        align={align}
        sideOffset={4}
        collisionPadding={8}
        className="appear z-50 text-left font-normal whitespace-normal max-h-[var(--radix-dropdown-menu-content-available-height)] max-w-80 min-w-44 overflow-y-auto rounded-md border border-line-strong bg-surface p-1"
      >
        {children}
      </Radix.Content>
    </Radix.Root>
  );
}

const itemClass =
  "flex min-h-8 items-center gap-2 rounded-sm px-2 outline-none data-highlighted:bg-hover data-highlighted:outline-2 data-highlighted:-outline-offset-2 data-highlighted:outline-accent data-disabled:text-muted pointer-coarse:min-h-11 [&_svg]:size-4";

/** An action. `danger` for what destroys. */
export function MenuItem({
  danger,
  disabled,
  onSelect,
  children,
}: {
  danger?: boolean;
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Radix.Item
      disabled={disabled}
      onSelect={onSelect}
      className={clsx(itemClass, "cursor-pointer", danger && "text-danger")}
    >
      {children}
    </Radix.Item>
  );
}

/** A link; `current` marks where one is. */
export function MenuLink({
  href,
  current,
  children,
}: {
  href: string;
  current?: boolean;
  children: ReactNode;
}) {
  return (
    <Radix.Item asChild>
      <Link href={href as Route} aria-current={current ? "true" : undefined} className={itemClass}>
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {current && <Check aria-hidden="true" />}
      </Link>
    </Radix.Item>
  );
}

export function MenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 border-t" />;
}
