"use client";

import { submit } from "@/components/shell/submit";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import { revokeKeyAction } from "@/lib/keys/actions";
import type { KeyView } from "@/lib/keys/schema";

type Props = { project: string; environment: { key: string; name: string }; keys: KeyView[] };

/** The keys of an environment that still open it. */
export function KeyTable({ project, environment, keys }: Props) {
  return (
    <Table label={`Keys of ${environment.name}`}>
      <TableHead>
        <TableHeader>Name</TableHeader>
        <TableHeader>Kind</TableHeader>
        <TableHeader>Begins with</TableHeader>
        <TableHeader>Origins</TableHeader>
        <TableHeader>Created</TableHeader>
        <TableHeader>Last used</TableHeader>
        <TableHeader>Expires</TableHeader>
        <TableHeader>
          <span className="sr-only">Revoke</span>
        </TableHeader>
      </TableHead>
      <TableBody>
        {keys.map((key) => (
          <TableRow key={key.id}>
            <TableCell header className="max-w-48 font-medium break-words">
              {key.name}
            </TableCell>
            <TableCell className="whitespace-nowrap">
              {key.kind} {key.requireIdentity && <Badge>identity</Badge>}
            </TableCell>
            <TableCell className="font-mono text-sm">{key.prefix}…</TableCell>
            <TableCell className="text-sm">
              <Origins of={key} />
            </TableCell>
            <TableCell className="text-sm whitespace-nowrap">
              <RelativeTime time={key.createdAt} />
              {key.creator.username && (
                <span className="text-muted"> by {key.creator.username}</span>
              )}
            </TableCell>
            <TableCell className="text-sm whitespace-nowrap">
              {key.lastUsedAt ? <RelativeTime time={key.lastUsedAt} /> : "never"}
            </TableCell>
            <TableCell className="text-sm whitespace-nowrap">
              {key.expiresAt ? <RelativeTime time={key.expiresAt} /> : "never"}
            </TableCell>
            <TableCell className="text-right">
              <ConfirmDialog
                title={`Revoke the key “${key.name}”?`}
                description={`Every app that uses it is refused within a second, in ${environment.name}. This cannot be undone.`}
                confirmLabel="Revoke key"
                tone="danger"
                onConfirm={() =>
                  submit(revokeKeyAction, { project, environment: environment.key, id: key.id })
                }
                trigger={
                  <Button size="sm" aria-label={`Revoke ${key.name}`}>
                    Revoke
                  </Button>
                }
              />
            </TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function Origins({ of: { kind, allowedOrigins } }: { of: KeyView }) {
  if (kind === "server") return <span className="text-muted">servers only</span>;
  if (allowedOrigins.length === 0) return <span className="text-muted">any</span>;
  return (
    <ul>
      {allowedOrigins.map((origin) => (
        <li key={origin} className="font-mono whitespace-nowrap">
          {origin}
        </li>
      ))}
    </ul>
  );
}
