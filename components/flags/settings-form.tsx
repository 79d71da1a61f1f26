"use client";

import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { updateFlagAction } from "@/lib/flags/actions";
import type { FlagView } from "@/lib/flags/schema";

const labels = {
  name: "Name",
  description: "Description",
  tags: "Tags",
  clientSide: "Client-side",
  selfService: "Self-service",
};

/** As the form posts them. */
const settingsOf = (flag: FlagView) => ({
  name: flag.name,
  description: flag.description,
  tags: flag.tags.join(", "),
  clientSide: String(flag.clientSide),
  selfService: String(flag.selfService),
});

/** Name, description, tags, and who may have or set the flag. */
export function SettingsForm({
  project,
  flag,
  disabled,
}: {
  project: string;
  flag: FlagView;
  disabled: boolean;
}) {
  const form = useForm(updateFlagAction, () => editing.saved());
  const editing = useEditing(form.ref, flag, settingsOf, form.pending);
  const { base } = editing;
  const who = useChangedBy({ project, flag: flag.key });
  return (
    <form {...form.props}>
      <fieldset disabled={disabled} className="flex flex-col gap-4">
        <legend className="sr-only">Settings of {flag.key}</legend>
        <input type="hidden" name="project" value={project} />
        <input type="hidden" name="flag" value={flag.key} />
        <input type="hidden" name="version" value={base.version} />
        <EditConflict editing={editing} labels={labels} who={who} />
        {form.message && (
          <Banner tone="danger" live>
            {form.message}
          </Banner>
        )}
        <Field label="Name" error={form.error("name")} required>
          <Input name="name" defaultValue={base.name} maxLength={200} autoComplete="off" />
        </Field>
        <Field label="Description" optional error={form.error("description")}>
          <Textarea name="description" defaultValue={base.description} maxLength={5000} />
        </Field>
        <Field label="Tags" optional hint="Separated by commas." error={form.error("tags")}>
          <Input name="tags" defaultValue={base.tags.join(", ")} autoComplete="off" />
        </Field>
        {/* An unticked box posts nothing: the hidden one before it says no. */}
        <input type="hidden" name="clientSide" value="false" />
        {/* A box shows a new default only as a new box: one that was touched shows what theirs does. */}
        <Checkbox
          key={`client ${base.clientSide}`}
          name="clientSide"
          value="true"
          defaultChecked={base.clientSide}
          label="Client-side"
          hint="Browsers and phones may have it: client keys get it. Server keys get every flag."
        />
        <input type="hidden" name="selfService" value="false" />
        <Checkbox
          key={`self ${base.selfService}`}
          name="selfService"
          value="true"
          defaultChecked={base.selfService}
          label="Self-service"
          hint="Whoever is signed in may toggle it for themselves."
        />
        <div className="flex justify-end">
          <Button type="submit" variant="primary" pending={form.pending} disabled={disabled}>
            Save settings
          </Button>
        </div>
      </fieldset>
    </form>
  );
}
