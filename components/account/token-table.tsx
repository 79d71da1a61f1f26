import { RevokeToken } from "@/components/account/revoke-token";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { RelativeTime } from "@/components/ui/relative-time";
import {
  Table,
  TableBody,
  TableCell,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import type { TokenView } from "@/lib/tokens/schema";

export function TokenTable({ tokens }: { tokens: TokenView[] }) {
  if (tokens.length === 0) {
    return (
      <Card title="Personal tokens">
        <p className="text-muted">You have none.</p>
      </Card>
    );
  }
  return (
    <Card title="Personal tokens" flush>
      <Table label="Personal tokens">
        <TableHead>
          <TableHeader>Name</TableHeader>
          <TableHeader>Token</TableHeader>
          <TableHeader>Created</TableHeader>
          <TableHeader>Expires</TableHeader>
          <TableHeader>Last used</TableHeader>
          <TableHeader>
            <span className="sr-only">Revoke</span>
          </TableHeader>
        </TableHead>
        <TableBody>
          {tokens.map((token) => (
            <TokenRow key={token.id} token={token} />
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function TokenRow({ token }: { token: TokenView }) {
  return (
    <TableRow>
      <TableCell header className="break-words">
        <span className="mr-2">{token.name}</span>
        {token.readOnly && <Badge>Read only</Badge>}
        {token.login && <Badge>By signing in</Badge>}
      </TableCell>
      <TableCell>
        <Code>{token.prefix}…</Code>
      </TableCell>
      <TableCell>
        <RelativeTime time={token.createdAt} />
      </TableCell>
      <TableCell>{token.expiresAt ? <RelativeTime time={token.expiresAt} /> : "Never"}</TableCell>
      <TableCell>
        {token.lastUsedAt ? <RelativeTime time={token.lastUsedAt} /> : "Not yet"}
      </TableCell>
      <TableCell className="text-right">
        <RevokeToken id={token.id} name={token.name} />
      </TableCell>
    </TableRow>
  );
}
