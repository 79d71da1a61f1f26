"use client";

import type { ReactNode } from "react";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import type { FormAction } from "@/components/shell/submit";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import type { UserView } from "@/lib/users/schema";

/** One thing about a user, saved on its own; `textOf` says it as the field of that name posts it. */
export function UserForm({
  user,
  name,
  label,
  textOf,
  action,
  submitLabel,
  children,
}: {
  user: UserView;
  name: string;
  label: string;
  textOf: (user: UserView) => string;
  action: FormAction;
  submitLabel: string;
  /** The field: its text at first, what is wrong with it, and the key of a field that starts anew. */
  children: (text: string, error: string | undefined, round: number) => ReactNode;
}) {
  const form = useForm(action, () => editing.saved());
  const fieldsOf = (user: UserView) => ({ [name]: textOf(user) });
  const now = { ...user, version: user.updatedAt };
  const editing = useEditing(form.ref, now, fieldsOf, form.pending);
  const text = textOf(editing.base);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="username" value={user.username} />
      <input type="hidden" name="seen" value={text} />
      <EditConflict editing={editing} labels={{ [name]: label }} who={null} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      {children(text, form.error(name), editing.round)}
      <div>
        <Button type="submit" pending={form.pending}>
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
