"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { dialogFooterClass } from "./dialog-look";
import { Opener } from "./opener";
import { useOpening } from "./use-opening";

const load = () => import("./dialog-panel");
const DialogPanel = dynamic(load, { ssr: false });

export type DialogProps = {
  title: ReactNode;
  description?: ReactNode;
  /** The button that opens it; focus returns there. Or control it with `open`. */
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Buttons below the content. When they belong to a form, use DialogFooter inside the form. */
  footer?: ReactNode;
  size?: "md" | "lg";
  children?: ReactNode;
};

/** A modal dialog. Esc and the outside close it, focus is kept inside and returned. */
export function Dialog({ trigger, open, onOpenChange, ...panel }: DialogProps) {
  const { shown, change, button } = useOpening(open, onOpenChange);
  return (
    <>
      {trigger && (
        <Opener opens="dialog" open={shown} load={load} ref={button} onClick={() => change(true)}>
          {trigger}
        </Opener>
      )}
      {shown && <DialogPanel {...panel} button={button} onOpenChange={change} />}
    </>
  );
}

/** The row of buttons at the end of a dialog, main action last. */
export function DialogFooter({ children }: { children: ReactNode }) {
  return <div className={dialogFooterClass}>{children}</div>;
}
