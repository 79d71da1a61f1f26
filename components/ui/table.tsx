import clsx from "clsx";
import type { Route } from "next";
import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { ScrollRegion } from "./scroll-region";

/** A table in a scroll container of its own, which the keyboard reaches and which has a name. */
export function Table({
  label,
  className,
  children,
}: {
  label: string;
  className?: string;
  children: ReactNode;
}) {
  return (
    <ScrollRegion label={label} className={className}>
      <table aria-label={label} className="w-full border-collapse text-left">
        {children}
      </table>
    </ScrollRegion>
  );
}

export function TableHead({ children }: { children: ReactNode }) {
  return (
    <thead className="border-b bg-subtle text-sm text-muted">
      <tr>{children}</tr>
    </thead>
  );
}

export function TableBody({ children }: { children: ReactNode }) {
  return <tbody className="divide-y divide-line">{children}</tbody>;
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr className={clsx("hover:bg-subtle", className)} {...rest} />;
}

export type SortDirection = "ascending" | "descending" | "none";

const arrows: Record<SortDirection, string> = { ascending: "↑", descending: "↓", none: "↕" };

/** A column header; with `sort` and `sortHref` a link that sorts by this column. */
export function TableHeader({
  sort,
  sortHref,
  className,
  children,
  ...rest
}: ComponentProps<"th"> & { sort?: SortDirection; sortHref?: string }) {
  return (
    <th
      scope="col"
      aria-sort={sort}
      className={clsx("px-3 py-2 font-medium whitespace-nowrap", className)}
      {...rest}
    >
      {sort && sortHref ? (
        <Link href={sortHref as Route} className="inline-flex items-center gap-1 hover:text-ink">
          {children}
          <span aria-hidden="true">{arrows[sort]}</span>
        </Link>
      ) : (
        children
      )}
    </th>
  );
}

/** A cell; `header` makes it the row's own header. */
export function TableCell({
  header,
  className,
  ...rest
}: ComponentProps<"td"> & { header?: boolean }) {
  const Cell = header ? "th" : "td";
  return (
    <Cell
      scope={header ? "row" : undefined}
      className={clsx("px-3 py-2 align-middle font-normal", className)}
      {...rest}
    />
  );
}
