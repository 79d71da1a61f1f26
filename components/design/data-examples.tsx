"use client";

import { useMemo, useState } from "react";
import { Code, CodeBlock } from "@/components/ui/code";
import { JsonDifference, JsonView } from "@/components/ui/json-view";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { TextDifference } from "@/components/ui/text-difference-view";
import { type Column, type Sorting, VirtualTable } from "@/components/ui/virtual-table";
import { Example } from "./example";

type Line = { key: string; type: string; users: number };

const lines: Line[] = Array.from({ length: 2000 }, (_, index) => ({
  key: `flag-${String(index + 1).padStart(4, "0")}`,
  type: ["boolean", "string", "number"][index % 3] ?? "boolean",
  users: (index * 7919) % 1000,
}));

const columns: Column<Line>[] = [
  { key: "key", header: "Key", cell: ({ key }) => key, rowHeader: true, sortBy: "key" },
  { key: "type", header: "Type", cell: ({ type }) => type, width: "8rem" },
  { key: "users", header: "Users", cell: ({ users }) => users, width: "8rem", sortBy: "users" },
];

const keyOf = ({ key }: Line) => key;

/** Tables, texts and what changed in them. */
export function DataExamples() {
  return (
    <>
      <Example title="Tables">
        <Table label="Keys">
          <TableHead>
            <TableHeader sort="ascending" sortHref="#by-name">
              Name
            </TableHeader>
            <TableHeader>Made</TableHeader>
          </TableHead>
          <TableBody>
            {["web", "server"].map((name) => (
              <TableRow key={name}>
                <TableCell header>{name}</TableCell>
                <TableCell>2026-11-22</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
        <Thousands />
      </Example>
      <Example title="Code and differences">
        <p>
          The key is <Code>new-checkout</Code>.
        </p>
        <CodeBlock label="command" code="curl http://localhost:3000/api/flags" />
        <JsonView value={{ layout: "grid", columns: [1, 2, 3] }} />
        <JsonDifference
          before={{ enabled: false, rules: [{ weight: 5 }], note: "soon" }}
          after={{ enabled: true, rules: [{ weight: 50 }], salt: "x9" }}
        />
        <TextDifference
          label="Changes of the description"
          before={
            "The new checkout.\n\nFor everybody.\nOwner: payments\nGoes in spring.\n\nMore below."
          }
          after={
            "The new checkout.\n\nFor a tenth.\nOwner: payments\nGoes in spring.\n\nMore below."
          }
        />
      </Example>
    </>
  );
}

function Thousands() {
  const [sorting, setSorting] = useState<Sorting>({ by: "key", descending: false });
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set(["flag-0002"]));
  const rows = useMemo(() => {
    const { by, descending } = sorting;
    const order = (a: Line, b: Line) =>
      by === "users" ? a.users - b.users : a.key.localeCompare(b.key);
    return lines.toSorted((a, b) => (descending ? order(b, a) : order(a, b)));
  }, [sorting]);
  return (
    <>
      <p role="status" className="text-muted">
        {selected.size} of {lines.length.toLocaleString("en")} selected
      </p>
      <VirtualTable
        label="Two thousand flags"
        rows={rows}
        columns={columns}
        keyOf={keyOf}
        height={280}
        sorting={sorting}
        onSort={setSorting}
        selection={{ selected, onChange: setSelected, nameOf: keyOf }}
      />
    </>
  );
}
