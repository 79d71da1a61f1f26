"use client";

import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { revokeTokenAction } from "@/lib/tokens/actions";

export function RevokeToken({ id, name }: { id: string; name: string }) {
  return (
    <ConfirmDialog
      title={`Revoke the token “${name}”?`}
      description="Whatever uses it is refused from its next request on. This cannot be undone."
      confirmLabel="Revoke token"
      tone="danger"
      onConfirm={() => submit(revokeTokenAction, { id })}
      trigger={
        <Button size="sm" aria-label={`Revoke ${name}`}>
          Revoke
        </Button>
      }
    />
  );
}
