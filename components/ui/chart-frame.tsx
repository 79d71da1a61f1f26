import type { ReactNode } from "react";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./table";

export type ChartTable = { heads: string[]; rows: string[][] };

/**
 * What surrounds every chart: what it shows in a sentence, and the same numbers as a table for whoever
 * cannot see it or wants them exactly. The drawing itself is silent.
 */
export function ChartFrame({
  label,
  summary,
  table,
  children,
}: {
  label: string;
  /** "From 5 % to 50 % in three steps" */
  summary: ReactNode;
  table: ChartTable;
  children: ReactNode;
}) {
  return (
    <figure aria-label={label} className="min-w-0">
      <div aria-hidden="true">{children}</div>
      <figcaption className="mt-2 text-sm text-muted">{summary}</figcaption>
      <details className="mt-1 text-sm">
        <summary className="w-fit rounded-sm text-muted hover:text-ink">Show the numbers</summary>
        <Table label={`${label}, as a table`} className="mt-2 max-h-64 overflow-y-auto border">
          <TableHead>
            {table.heads.map((head) => (
              <TableHeader key={head}>{head}</TableHeader>
            ))}
          </TableHead>
          <TableBody>
            {table.rows.map(([first, ...rest]) => (
              <TableRow key={first}>
                <TableCell header>{first}</TableCell>
                {table.heads.slice(1).map((head, index) => (
                  <TableCell key={head}>{rest[index]}</TableCell>
                ))}
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </details>
    </figure>
  );
}
