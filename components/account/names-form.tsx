"use client";

import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { renameAction } from "@/lib/users/actions";

/** What one signs in with. The targeting key stays when the username changes. */
export function NamesForm({ user }: { user: { username: string; email?: string | null } }) {
  const form = useForm(renameAction);
  return (
    <Card
      title="Username and e-mail"
      description="You sign in with either. Apps go on knowing you by your targeting key."
    >
      <form {...form.props} className="flex max-w-sm flex-col gap-4">
        {form.message && (
          <Banner tone="danger" live>
            {form.message}
          </Banner>
        )}
        <Field label="Username" required error={form.error("username")}>
          <Input
            name="username"
            key={user.username}
            defaultValue={user.username}
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
            key={user.email}
            defaultValue={user.email ?? ""}
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
