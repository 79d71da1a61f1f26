"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { onFirstSign } from "./first-sign";
import type { Says } from "./toast-region";

const region = () => import("./toast-region");
const ToastRegion = dynamic(region, { ssr: false });

let stand = () => {};
/** Nothing said before it stands would be shown. */
const standing = new Promise<void>((resolve) => {
  stand = resolve;
});

/** Where toasts appear; once, in the root layout. There by the time that somebody has done something to speak of. */
export function Toaster() {
  const [wanted, setWanted] = useState(false);
  useEffect(() => onFirstSign(() => setWanted(true)), []);
  return wanted && <ToastRegion onStanding={stand} />;
}

const say: Says = (tone, message, more) =>
  void Promise.all([region(), standing]).then(([{ toast }]) => toast[tone](message, more));

/** Says something in passing. */
export const toast = {
  success: (message: string) => say("success", message),
  info: (message: string) => say("info", message),
  error: (message: string) => say("error", message),
};

type Offer = { id: string; undo: () => void };

/** What can be undone now, the last change last. */
let offers: Offer[] = [];
let offered = 0;

/** Says that a change was made and offers, for ten seconds, to undo it: by its button or by Ctrl-Z. */
export function toastWithUndo(message: string, undo: () => void) {
  const id = `undo-${++offered}`;
  const forget = () => {
    offers = offers.filter((each) => each.id !== id);
  };
  say("success", message, {
    id,
    duration: 10_000,
    action: {
      label: <UndoWords />,
      onClick: () => {
        forget();
        undo();
      },
    },
    onDismiss: forget,
    onAutoClose: forget,
  });
  offers.push({ id, undo });
}

/** Takes back the last change while that is offered; false when nothing is. */
export function undoLatest(): boolean {
  const last = offers.pop();
  if (!last) return false;
  void region().then(({ toast }) => toast.dismiss(last.id));
  last.undo();
  return true;
}

function UndoWords() {
  return (
    <>
      Undo{" "}
      <span aria-hidden="true" className="font-normal text-xs text-muted pointer-coarse:hidden">
        {/Macintosh|iPhone|iPad/.test(navigator.userAgent) ? "⌘Z" : "Ctrl Z"}
      </span>
    </>
  );
}
