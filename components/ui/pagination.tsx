import { ChevronLeft, ChevronRight } from "lucide-react";
import type { ReactNode } from "react";
import { buttonClass } from "./button-class";
import { ButtonLink } from "./button-link";

/** Previous and next page by address (cursors know no page numbers). A missing one stays visible where the other is there. */
export function Pagination({
  label = "Pages",
  previous,
  next,
  summary,
}: {
  label?: string;
  previous?: string;
  next?: string;
  /** "50 of 2,000 flags" */
  summary?: ReactNode;
}) {
  if (!previous && !next) return <p className="py-3 text-sm text-muted">{summary}</p>;
  return (
    <nav aria-label={label} className="flex flex-wrap items-center justify-between gap-3 py-3">
      <p className="text-sm text-muted">{summary}</p>
      <div className="flex gap-2">
        <Step href={previous} rel="prev">
          <ChevronLeft aria-hidden="true" className="size-4" />
          Previous
        </Step>
        <Step href={next} rel="next">
          Next
          <ChevronRight aria-hidden="true" className="size-4" />
        </Step>
      </div>
    </nav>
  );
}

function Step({
  href,
  rel,
  children,
}: {
  href: string | undefined;
  rel: "prev" | "next";
  children: ReactNode;
}) {
  if (href) {
    return (
      <ButtonLink href={href} rel={rel} size="sm">
        {children}
      </ButtonLink>
    );
  }
  return (
    <button type="button" disabled className={buttonClass("secondary", "sm")}>
      {children}
    </button>
  );
}
