import { Button } from "@/components/ui/button";
import { Code } from "@/components/ui/code";
import { EmptyState } from "@/components/ui/empty-state";

/** What stands in place of a page that could not be shown. */
export function PageFailed({ error, retry }: { error: unknown; retry: () => void }) {
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

/** What the server's log has beside the real error. */
function digestOf(error: unknown): string | undefined {
  if (typeof error !== "object" || error === null || !("digest" in error)) return undefined;
  return typeof error.digest === "string" ? error.digest : undefined;
}
