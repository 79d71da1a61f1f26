import clsx from "clsx";
import type { ReactNode } from "react";
import { CopyButton } from "./copy-button";
import { ScrollRegion } from "./scroll-region";

/** A key, a value, a header: something exact inside a sentence. */
export function Code({ className, children }: { className?: string; children: ReactNode }) {
  return (
    <code
      className={clsx(
        "rounded-sm border bg-subtle px-1 font-mono text-[0.9em] break-words",
        className,
      )}
    >
      {children}
    </code>
  );
}

/** Several lines of code with a button that copies them. */
export function CodeBlock({
  code,
  label,
  className,
}: {
  code: string;
  label: string;
  className?: string;
}) {
  return (
    <div className={clsx("flex min-w-0 rounded-md border bg-subtle", className)}>
      <ScrollRegion
        label={label}
        className="max-h-96 min-w-0 flex-1 overflow-y-auto rounded-md p-3"
      >
        <pre className="w-max font-mono text-sm">
          <code>{code}</code>
        </pre>
      </ScrollRegion>
      <div className="flex shrink-0 flex-col items-end gap-1 p-1">
        <CopyButton text={code} label={`Copy ${label}`} />
      </div>
    </div>
  );
}
