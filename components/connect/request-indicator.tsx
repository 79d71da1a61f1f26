"use client";

import { CircleCheck } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import { Waiting } from "@/components/ui/waiting";
import type { KeyUse } from "@/lib/keys/schema";
import { useKeyUse } from "./use-key-use";

/** Waits for an environment's first request and says by itself when it has come. */
export function RequestIndicator({
  project,
  environment,
  first,
}: {
  project: string;
  environment: { key: string; name: string };
  first: KeyUse;
}) {
  const { lastUsedAt } = useKeyUse(project, environment.key, first) ?? first;
  return (
    <div className="flex items-start gap-2">
      <span className="flex h-5 items-center">
        {lastUsedAt ? (
          <CircleCheck aria-hidden="true" className="size-4 text-success" />
        ) : (
          <Waiting />
        )}
      </span>
      <div className="min-w-0">
        <p role="status" className="font-medium">
          {lastUsedAt
            ? `Request received in ${environment.name}`
            : `Waiting for the first request in ${environment.name}…`}
        </p>
        <p className="text-sm text-muted">
          {lastUsedAt ? (
            <>
              The last one came <RelativeTime time={lastUsedAt} />.
            </>
          ) : (
            "It shows here within about ten seconds."
          )}
        </p>
      </div>
    </div>
  );
}
