"use client";

import { useSyncExternalStore } from "react";
import { CopyButton } from "@/components/ui/copy-button";

const never = () => () => {};

/** Copies the command that reads this from the management API; the token stays out of it. */
export function CopyCurl({ path }: { path: string }) {
  const origin = useSyncExternalStore(
    never,
    () => location.origin,
    () => "",
  );
  const command = `curl -H "Authorization: Bearer $HOIST_TOKEN" "${origin}/api/v1${path}"`;
  return <CopyButton text={command} label="Copy as curl" showLabel />;
}
