"use client";

import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { changeTargetingKeyAction } from "@/lib/users/actions";
import type { UserView } from "@/lib/users/schema";

type User = Pick<UserView, "username" | "targetingKey" | "updatedAt">;

const labels = { targetingKey: "Targeting key" };
const keyOf = ({ targetingKey }: User) => ({ targetingKey });

/** By which key apps ask for a person. */
export function TargetingKeyForm({ user }: { user: User }) {
  const form = useForm(changeTargetingKeyAction, () => editing.saved());
  const now = { ...user, version: user.updatedAt };
  const editing = useEditing(form.ref, now, keyOf, form.pending);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="username" value={user.username} />
      <input type="hidden" name="seen" value={editing.base.targetingKey} />
      <EditConflict editing={editing} labels={labels} who={null} />
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
          defaultValue={editing.base.targetingKey}
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
