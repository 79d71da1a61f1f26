"use client";

import { useActionState } from "react";
import { FormAnswer } from "@/components/account/form-answer";
import { SubmitButton } from "@/components/ui/submit-button";
import { revokeTokenAction } from "@/lib/tokens/actions";

export function RevokeTokenForm({ id, name }: { id: string; name: string }) {
  const [state, action] = useActionState(revokeTokenAction, null);
  return (
    <form action={action}>
      <input type="hidden" name="id" value={id} />
      <SubmitButton variant="secondary" size="sm" aria-label={`Revoke ${name}`}>
        Revoke
      </SubmitButton>
      <FormAnswer state={state} />
    </form>
  );
}
