import type { ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import type { UserView } from "@/lib/users/schema";

export function Profile({ user }: { user: UserView }) {
  return (
    <Card title="Profile">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2">
        <Line name="Username">{user.username}</Line>
        <Line name="E-mail">{user.email ?? <span className="text-muted">None</span>}</Line>
        <Line name="Targeting key">
          <Code>{user.targetingKey}</Code>
        </Line>
        <Line name="Role">
          <Badge>{user.role}</Badge>
        </Line>
        {!user.confirmed && (
          <Line name="Standing">
            <Badge tone="warning">Not confirmed</Badge>
            <p className="text-sm text-muted">
              What you set for yourself reaches apps once an editor has confirmed this account.
            </p>
          </Line>
        )}
      </dl>
    </Card>
  );
}

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{name}</dt>
      <dd className="min-w-0 break-words">{children}</dd>
    </>
  );
}
