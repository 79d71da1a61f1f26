"use client";

import { valueWords } from "@/components/flags/variant-value";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import type { ExplainedFlag } from "@/lib/toggles/schema";
import { TraceView } from "./trace-view";

type Shown = Pick<
  ExplainedFlag,
  "key" | "name" | "value" | "variant" | "reason" | "errorDetails" | "steps" | "unknownAttributes"
>;

/** A button that opens how somebody came by a value. `whom`: "u-17", for the heading. */
export function TraceDrawer({ flag, whom }: { flag: Shown; whom: string }) {
  const { key, name, value, variant, reason, errorDetails, steps, unknownAttributes } = flag;
  return (
    <Drawer
      title={`Why ${whom} gets this`}
      description={name === key ? key : `${name} (${key})`}
      trigger={
        <Button size="sm" variant="ghost" aria-label={`Why ${whom} gets this of ${key}`}>
          Why
        </Button>
      }
    >
      <dl className="mb-4 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1">
        <dt className="text-muted">Value</dt>
        <dd className="font-mono text-sm break-words">{valueWords(value)}</dd>
        <dt className="text-muted">Variant</dt>
        <dd className="break-words">{variant ?? "None"}</dd>
        <dt className="text-muted">Reason</dt>
        <dd className="font-mono text-sm break-words">{reason}</dd>
        {unknownAttributes.length > 0 && (
          <>
            <dt className="text-muted">Not known</dt>
            <dd className="break-words">{unknownAttributes.join(", ")}</dd>
          </>
        )}
      </dl>
      {errorDetails && <p className="mb-4 break-words text-danger">{errorDetails}</p>}
      <TraceView steps={steps} answered={errorDetails === undefined} />
    </Drawer>
  );
}
