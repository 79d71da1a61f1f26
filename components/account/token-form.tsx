"use client";

import { useActionState } from "react";
import { FormAnswer, wrong } from "@/components/account/form-answer";
import { Banner } from "@/components/ui/banner";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { CodeBlock } from "@/components/ui/code";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { createTokenAction } from "@/lib/tokens/actions";

export function TokenForm() {
  const [state, action] = useActionState(createTokenAction, null);
  return (
    <Card
      title="New personal token"
      description="For scripts and the command line: it may do what you may do."
    >
      <form action={action} className="flex max-w-sm flex-col gap-4">
        {state?.ok ? <Told token={state.message ?? ""} /> : <FormAnswer state={state} />}
        <Field label="Name" required hint="What it is for." error={wrong(state, "name")}>
          <Input name="name" autoComplete="off" maxLength={100} />
        </Field>
        <Field label="Expires" error={wrong(state, "days")}>
          <Select name="days" defaultValue="90">
            <option value="7">In 7 days</option>
            <option value="30">In 30 days</option>
            <option value="90">In 90 days</option>
            <option value="365">In a year</option>
            <option value="">Never</option>
          </Select>
        </Field>
        <Checkbox name="readOnly" label="Read only" hint="Every write is refused." />
        <div>
          <SubmitButton>Create token</SubmitButton>
        </div>
      </form>
    </Card>
  );
}

function Told({ token }: { token: string }) {
  return (
    <Banner live title="Copy the token now. It is not shown again.">
      <CodeBlock label="New personal token" code={token} className="mt-2" />
    </Banner>
  );
}
