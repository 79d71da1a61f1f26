"use client";

import { useState } from "react";
import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Dialog, DialogFooter } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { renameProjectAction } from "@/lib/projects/actions";

type Props = { project: { key: string; name: string }; version: number };

const labels = { name: "Name" };
const nameOf = ({ name }: { name: string }) => ({ name });

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
  const editing = useEditing(form.ref, { name: project.name, version }, nameOf, form.pending);
  const who = useChangedBy({ project: project.key, action: "project.update" });
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project.key} />
      <input type="hidden" name="version" value={editing.base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Name" error={form.error("name")} required>
        <Input name="name" defaultValue={editing.base.name} autoComplete="off" maxLength={100} />
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
