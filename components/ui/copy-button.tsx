"use client";

import clsx from "clsx";
import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { buttonClass } from "./button-class";
import { copyText } from "./copy-text";

type State = "idle" | "copied" | "failed";

const announcements: Record<State, string> = {
  idle: "",
  copied: "Copied",
  failed: "Not copied: the browser refused. Select the text and copy it yourself.",
};

/** Copies `text` and says so, to the eye and to screen readers. `showLabel` for a button with words. */
export function CopyButton({
  text,
  label = "Copy",
  showLabel,
  className,
}: {
  text: string;
  label?: string;
  showLabel?: boolean;
  className?: string;
}) {
  const [state, setState] = useState<State>("idle");
  useEffect(() => {
    if (state === "idle") return;
    const timer = setTimeout(() => setState("idle"), 2000);
    return () => clearTimeout(timer);
  }, [state]);
  const Icon = state === "copied" ? Check : Copy;
  const look = showLabel
    ? buttonClass("secondary")
    : clsx(buttonClass("ghost", "icon"), "size-7! text-muted! hover:text-ink!");
  return (
    <>
      <button
        type="button"
        aria-label={showLabel ? undefined : label}
        title={showLabel ? undefined : label}
        className={clsx(look, className)}
        onClick={async () => setState((await copyText(text)) ? "copied" : "failed")}
      >
        <Icon aria-hidden="true" className={clsx("size-4", state === "copied" && "text-success")} />
        {showLabel && label}
      </button>
      <span role="status" className={state === "failed" ? "text-sm text-danger" : "sr-only"}>
        {announcements[state]}
      </span>
    </>
  );
}
