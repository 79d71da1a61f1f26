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
    <div className={clsx("relative min-w-0 rounded-md border bg-subtle", className)}>
      <ScrollRegion label={label} className="max-h-96 overflow-y-auto rounded-md p-3 pr-12">
        <pre className="w-max font-mono text-sm">
          <code>{code}</code>
        </pre>
      </ScrollRegion>
      <CopyButton
        text={code}
        label={`Copy ${label}`}
        className="absolute top-1 right-1 bg-subtle"
      />
    </div>
  );
}
