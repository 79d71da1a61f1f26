import type { Route } from "next";
import Link from "next/link";

/** How many flags two people get differently, and the way to see only those, or all again. */
export function DifferenceCount({
  other,
  differing,
  all,
  only,
  href,
}: {
  other: string;
  differing: number;
  all: number;
  /** Only those are shown. */
  only: boolean;
  href: string;
}) {
  return (
    <p className="mb-3 break-words">
      {differing === 0
        ? `${other} gets the same of every flag.`
        : `${other} gets something else of ${differing} of ${all} flags.`}{" "}
      {(differing > 0 || only) && (
        <Link
          href={href as Route}
          prefetch={false}
          scroll={false}
          className="rounded-sm text-accent underline underline-offset-2"
        >
          {only ? "Show all flags" : "Show only these"}
        </Link>
      )}
    </p>
  );
}
