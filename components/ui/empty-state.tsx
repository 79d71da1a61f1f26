import clsx from "clsx";
import type { ReactNode } from "react";
import { CodeBlock } from "./code";

/** What stands where nothing is yet: what it would be, and the next step. */
export function EmptyState({
  title,
  text,
  action,
  snippet,
  snippetLabel = "Example",
  level = 2,
  className,
}: {
  title: ReactNode;
  text?: ReactNode;
  action?: ReactNode;
  /** A command or code that works when pasted. */
  snippet?: string;
  snippetLabel?: string;
  level?: 1 | 2 | 3;
  className?: string;
}) {
  const Heading = `h${level}` as const;
  return (
    <div
      className={clsx(
        "mx-auto flex w-full min-w-0 max-w-lg flex-col items-center gap-3 px-4 py-10",
        className,
      )}
    >
      <Heading className="text-center text-lg font-semibold">{title}</Heading>
      {text && <div className="text-center text-muted">{text}</div>}
      {action && <div className="flex flex-wrap justify-center gap-2">{action}</div>}
      {snippet && <CodeBlock label={snippetLabel} code={snippet} className="mt-2 w-full" />}
    </div>
  );
}
