"use client";

import { submit } from "@/components/shell/submit";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { confirmUserAction } from "@/lib/users/actions";

/** Says that an account is who it says it is. */
export function ConfirmUser({ username, disabled }: { username: string; disabled: boolean }) {
  return (
    <ConfirmDialog
      title={`Is ${username} who they say they are?`}
      description="Whoever signed up chose this name themselves. Once confirmed, what they configure reaches the apps that ask for them."
      confirmLabel="Confirm account"
      onConfirm={() => submit(confirmUserAction, { username })}
      trigger={
        <Button variant="primary" disabled={disabled}>
          Confirm account
        </Button>
      }
    />
  );
}
