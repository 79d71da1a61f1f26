"use client";

import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";

/** The digest is what the server's log has beside the real error. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}

export default function ErrorPage({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error);
  return (
    <main className="grid min-h-[60dvh] place-items-center p-4">
      <EmptyState
        level={1}
        title="This page could not be shown"
        text={
          <>
            Nothing was changed by looking at it. Try again; if it stays, look into the server’s log
            {digest ? (
              <>
                {" "}
                for <Code>{digest}</Code>
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
    </main>
  );
}
