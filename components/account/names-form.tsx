"use client";

import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { renameAction } from "@/lib/users/actions";

const labels = { username: "Username", email: "E-mail" };

type Names = { username: string; email?: string | null };

const seenOf = ({ username, email }: Names) => JSON.stringify({ username, email: email || null });
const fieldsOf = ({ username, email }: Names) => ({ username, email: email ?? "" });

/** What one signs in with. The targeting key stays when the username changes. */
export function NamesForm({ user }: { user: Names }) {
  const form = useForm(renameAction, () => editing.saved());
  const now = { ...fieldsOf(user), version: seenOf(user) };
  const editing = useEditing(form.ref, now, fieldsOf, form.pending);
  const { username, email, version } = editing.base;
  return (
    <Card
      title="Username and e-mail"
      description="You sign in with either. Apps go on knowing you by your targeting key."
    >
      <form {...form.props} className="flex max-w-sm flex-col gap-4">
        <input type="hidden" name="seen" value={version} />
        <EditConflict editing={editing} labels={labels} who={null} />
        {form.message && (
          <Banner tone="danger" live>
            {form.message}
          </Banner>
        )}
        <Field label="Username" required error={form.error("username")}>
          <Input
            name="username"
            key={username}
            defaultValue={username}
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            maxLength={64}
          />
        </Field>
        <Field label="E-mail" hint="May be left empty." error={form.error("email")}>
          <Input
            name="email"
            type="email"
            key={email}
            defaultValue={email}
            autoComplete="email"
            maxLength={254}
          />
        </Field>
        <div>
          <Button type="submit" pending={form.pending}>
            Save names
          </Button>
        </div>
      </form>
    </Card>
  );
}
