"use client";

import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { Opener } from "./opener";
import { useOpening } from "./use-opening";

const load = () => import("./confirm-panel");
const ConfirmPanel = dynamic(load, { ssr: false });

export type ConfirmDialogProps = {
  title: ReactNode;
  /** What happens, in full, and whether it can be undone. */
  description: ReactNode;
  confirmLabel: string;
  cancelLabel?: string;
  tone?: "primary" | "danger";
  /** When given, this text must be typed before confirming. */
  typeToConfirm?: string;
  trigger?: ReactNode;
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Does it. A returned text is an error to show; anything else closes the dialog. */
  onConfirm: () => Promise<string | undefined> | undefined;
  children?: ReactNode;
};

/** Asks before something is done that is hard to take back. Esc cancels; the outside does not. */
export function ConfirmDialog({ trigger, open, onOpenChange, ...question }: ConfirmDialogProps) {
  const { shown, change, button } = useOpening(open, onOpenChange);
  return (
    <>
      {trigger && (
        <Opener opens="dialog" open={shown} load={load} ref={button} onClick={() => change(true)}>
          {trigger}
        </Opener>
      )}
      {shown && <ConfirmPanel {...question} button={button} onOpenChange={change} />}
    </>
  );
}
