"use client";

import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";

function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

/** Inside the console the navigation stays; only the page failed. */
export default function ConsoleError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <EmptyState
      level={1}
      title="This page could not be shown"
      text={
        <>
          Looking at a page changes nothing. Try again; if it stays, the server’s log says more
          {digest ? (
            <>
              {" "}
              under <Code>{digest}</Code>
            </>
          ) : null}
          .
        </>
      }
      action={
        <Button variant="primary" onClick={() => retry()}>
          Try again
        </Button>
      }
    />
  );
}
