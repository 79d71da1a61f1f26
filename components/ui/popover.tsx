"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Opener } from "./opener";
import { useOpening } from "./use-opening";

const load = () => import("./popover-panel");
const PopoverPanel = dynamic(load, { ssr: false });

export type PopoverProps = {
  label: string;
  trigger: ReactNode;
  align?: "start" | "center" | "end";
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  children: ReactNode;
};

/** A small panel beside its trigger: details, a few fields. Esc and the outside close it. */
export function Popover({ trigger, open, onOpenChange, ...panel }: PopoverProps) {
  const { shown, change, button } = useOpening(open, onOpenChange);
  return (
    <>
      <Opener opens="dialog" open={shown} load={load} ref={button} onClick={() => change(!shown)}>
        {trigger}
      </Opener>
      {shown && <PopoverPanel {...panel} button={button} onOpenChange={change} />}
    </>
  );
}
