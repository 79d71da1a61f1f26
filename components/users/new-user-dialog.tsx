"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { createUserAction } from "@/lib/users/actions";

/** Makes somebody known who does not sign in. The action leads to their page. */
export function NewUserDialog({ project, disabled }: { project: string; disabled: boolean }) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title="New user"
      description="Somebody to toggle flags for. They have no password and cannot sign in."
      trigger={
        <Button variant="primary" disabled={disabled}>
          <UserPlus aria-hidden="true" className="size-4" />
          New user
        </Button>
      }
    >
      <NewUserForm project={project} onCancel={() => setOpen(false)} />
    </Dialog>
  );
}

function NewUserForm({ project, onCancel }: { project: string; onCancel: () => void }) {
  const form = useForm(createUserAction);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Username" error={form.error("username")} required>
        <Input
          name="username"
          placeholder="u-17"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={64}
        />
      </Field>
      <Field
        label="Targeting key"
        optional
        hint="What your app sends for this person. The username, unless given."
        error={form.error("targetingKey")}
      >
        <Input
          name="targetingKey"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={256}
          className="font-mono"
        />
      </Field>
      <DialogFooter>
        <Button onClick={onCancel}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Create user
        </Button>
      </DialogFooter>
    </form>
  );
}
