"use client";

import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { changeTargetingKeyAction } from "@/lib/users/actions";

/** By which key apps ask for a person. */
export function TargetingKeyForm({ user }: { user: { username: string; targetingKey: string } }) {
  const form = useForm(changeTargetingKeyAction);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="username" value={user.username} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field
        label="Targeting key"
        hint="Apps that go on sending the old key get what everybody gets."
        error={form.error("targetingKey")}
        required
      >
        <Input
          name="targetingKey"
          defaultValue={user.targetingKey}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          className="max-w-sm font-mono"
        />
      </Field>
      <div>
        <Button type="submit" pending={form.pending}>
          Change targeting key
        </Button>
      </div>
    </form>
  );
}
