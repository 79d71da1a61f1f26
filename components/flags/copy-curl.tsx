"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { curlCommand } from "./curl-command";

const never = () => () => {};

/** Copies the command that asks the management API for this; the token stays out of it. */
export function CopyCurl({ path, body }: { path: string; body?: unknown }) {
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => "",
  );
  return <CopyButton text={curlCommand(origin, path, body)} label="Copy as curl" showLabel />;
}
