"use client";

import { useActionState } from "react";
import { FormAnswer } from "@/components/account/form-answer";
import { Card } from "@/components/ui/card";
import { SubmitButton } from "@/components/ui/submit-button";
import { signOutEverywhereAction } from "@/lib/auth/actions";

export function SignOutEverywhereForm() {
  const [state, action] = useActionState(signOutEverywhereAction, null);
  return (
    <Card
      title="Sessions"
      description="Ends every session and sign-in token of yours, this one included. Personal tokens stay. This cannot be undone."
    >
      <form action={action} className="flex flex-col items-start gap-4">
        <FormAnswer state={state} />
        <SubmitButton variant="secondary">Sign out everywhere</SubmitButton>
      </form>
    </Card>
  );
}
