import clsx from "clsx";
import type { ReactNode } from "react";

export type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  footer?: ReactNode;
  /** The heading's level on this page; 2 under the page's own h1. */
  level?: 2 | 3;
  /** No padding around the content: for tables and lists that run to the edge. */
  flush?: boolean;
  className?: string;
  children?: ReactNode;
};

/** A bordered part of a page, with a heading when `title` is given. */
export function Card({
  title,
  description,
  actions,
  footer,
  level = 2,
  flush,
  className,
  children,
}: CardProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <section className={clsx("min-w-0 rounded-lg border bg-surface", className)}>
      {(title || actions) && (
        <header className="flex flex-wrap items-start justify-between gap-x-4 gap-y-2 border-b px-4 py-3">
          <div className="min-w-0">
            {title && <Heading className="font-semibold break-words">{title}</Heading>}
            {description && <p className="text-sm text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </header>
      )}
      {children && <div className={flush ? undefined : "p-4"}>{children}</div>}
      {footer && <footer className="border-t px-4 py-3 text-sm text-muted">{footer}</footer>}
    </section>
  );
}
