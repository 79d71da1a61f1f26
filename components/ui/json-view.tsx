import { CodeBlock } from "./code";
import { jsonDifference } from "./json-difference";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "./table";

/** A JSON value, indented, with a button that copies it. */
export function JsonView({ value, label = "JSON" }: { value: unknown; label?: string }) {
  return <CodeBlock code={JSON.stringify(value, null, 2) ?? "undefined"} label={label} />;
}

/** What changed between two JSON values: each changed path with its old and its new value. */
export function JsonDifference({
  before,
  after,
  label = "Changes",
}: {
  /** `undefined` or `null`: there was nothing. */
  before: unknown;
  after: unknown;
  label?: string;
}) {
  // Of a created or deleted thing every part is shown, not one big value.
  const changes = jsonDifference(before ?? {}, after ?? {});
  if (changes.length === 0) return <p className="text-muted">Nothing differs.</p>;
  return (
    <Table label={label}>
      <TableHead>
        <TableHeader>Field</TableHeader>
        <TableHeader>Before</TableHeader>
        <TableHeader>After</TableHeader>
      </TableHead>
      <TableBody>
        {changes.map((change) => (
          <TableRow key={change.path} className="align-top">
            <TableCell header className="align-top font-mono text-sm">
              {change.path || "value"}
            </TableCell>
            <Side value={change.before} sign="−" className="bg-danger-soft text-danger" />
            <Side value={change.after} sign="+" className="bg-success-soft text-success" />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

/** The sign says old or new without colour; what is not there is said in words. */
function Side({ value, sign, className }: { value: unknown; sign: string; className: string }) {
  return (
    <TableCell className="min-w-28 align-top text-sm">
      {value === undefined ? (
        <span className="text-muted">not there</span>
      ) : (
        <code
          className={`inline-block max-w-96 rounded-sm px-1 font-mono break-words whitespace-pre-wrap ${className}`}
        >
          <span aria-hidden="true" className="select-none">{`${sign} `}</span>
          {JSON.stringify(value, null, 2)}
        </code>
      )}
    </TableCell>
  );
}
