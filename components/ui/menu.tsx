"use client";

import clsx from "clsx";
import { Check } from "lucide-react";
import type { Route } from "next";
import dynamic from "next/dynamic";
import Link from "next/link";
import { type KeyboardEvent, type PointerEvent, type ReactNode, useContext } from "react";
import { MenuParts } from "./menu-parts";
import { Opener } from "./opener";
import { useOpening } from "./use-opening";

const load = () => import("./menu-panel");
const MenuPanel = dynamic(load, { ssr: false });

export type MenuProps = {
  trigger: ReactNode;
  label: string;
  align?: "start" | "end";
  children: ReactNode;
};

/** A menu of actions or links that opens from `trigger`. */
export function Menu({ trigger, ...panel }: MenuProps) {
  const { shown, change, button } = useOpening(undefined, undefined);

  function onPointerDown(event: PointerEvent) {
    if (event.button !== 0 || event.ctrlKey || event.currentTarget.matches(":disabled")) return;
    // Otherwise the button would take the focus from what opens.
    if (!shown) event.preventDefault();
    change(!shown);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (!["Enter", " ", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    change(true);
  }

  return (
    <>
      <Opener
        opens="menu"
        open={shown}
        load={load}
        ref={button}
        onPointerDown={onPointerDown}
        onKeyDown={onKeyDown}
      >
        {trigger}
      </Opener>
      {shown && <MenuPanel {...panel} button={button} onOpenChange={change} />}
    </>
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
  const { Item } = useContext(MenuParts);
  return (
    <Item
      disabled={disabled}
      onSelect={onSelect}
      className={clsx(itemClass, "cursor-pointer", danger && "text-danger")}
    >
      {children}
    </Item>
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
  const { Item } = useContext(MenuParts);
  return (
    <Item asChild>
      <Link href={href as Route} aria-current={current ? "true" : undefined} className={itemClass}>
        <span className="min-w-0 flex-1 truncate">{children}</span>
        {current && <Check aria-hidden="true" />}
      </Link>
    </Item>
  );
}

export function MenuSeparator() {
  const { Separator } = useContext(MenuParts);
  return <Separator className="-mx-1 my-1 border-t" />;
}
