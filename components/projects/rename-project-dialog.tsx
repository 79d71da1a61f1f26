"use client";

import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { renameProjectAction } from "@/lib/projects/actions";

type Props = { project: { key: string; name: string }; version: number };

export function RenameProjectDialog(props: Props) {
  const [open, setOpen] = useState(false);
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Rename ${props.project.name}`}
      description="Its key stays: scripts and addresses rely on it."
      trigger={<Button size="sm">Rename project</Button>}
    >
      <RenameForm {...props} close={() => setOpen(false)} />
    </Dialog>
  );
}

function RenameForm({ project, version, close }: Props & { close: () => void }) {
  const form = useForm(renameProjectAction, close);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project.key} />
      <input type="hidden" name="version" value={version} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Name" error={form.error("name")} required>
        <Input name="name" defaultValue={project.name} autoComplete="off" maxLength={100} />
      </Field>
      <DialogFooter>
        <Button onClick={close}>Cancel</Button>
        <Button type="submit" variant="primary" pending={form.pending}>
          Save
        </Button>
      </DialogFooter>
    </form>
  );
}
