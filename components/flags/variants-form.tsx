"use client";

import { useChangedBy } from "@/components/live/changes";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { updateFlagAction } from "@/lib/flags/actions";
import type { FlagView } from "@/lib/flags/schema";
import { SchemaField, schemaText } from "./schema-field";
import { VariantsEditor } from "./variants-editor";

const labels = { variants: "Variants", schema: "Schema" };

const variantsOf = (flag: FlagView): Record<string, string> => ({
  variants: JSON.stringify(flag.variants.map(({ key, value }) => ({ key, value }))),
  ...(flag.type === "object" ? { schema: schemaText(flag.schema) } : {}),
});

/** Changes a flag's variants, and what an object's values must fit; one that is in use can change its value but not go. */
export function VariantsForm({ project, flag }: { project: string; flag: FlagView }) {
  const form = useForm(updateFlagAction, () => editing.saved());
  const editing = useEditing(form.ref, flag, variantsOf, form.pending);
  const who = useChangedBy({ project, flag: flag.key });
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="flag" value={flag.key} />
      <input type="hidden" name="version" value={editing.base.version} />
      <EditConflict editing={editing} labels={labels} who={who} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <VariantsEditor
        key={editing.round}
        type={flag.type}
        variants={editing.base.variants}
        errors={form.errors("variants")}
        hideLegend
      />
      {flag.type === "object" && (
        <SchemaField
          key={`schema ${editing.round}`}
          schema={editing.base.schema}
          errors={form.errors("schema")}
        />
      )}
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={form.pending}>
          Save variants
        </Button>
      </div>
    </form>
  );
}
