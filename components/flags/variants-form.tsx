"use client";

import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { updateFlagAction } from "@/lib/flags/actions";
import type { FlagView } from "@/lib/flags/schema";
import { VariantsEditor } from "./variants-editor";

/** Changes a flag's variants; one that is in use can change its value but not go. */
export function VariantsForm({ project, flag }: { project: string; flag: FlagView }) {
  const form = useForm(updateFlagAction);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="flag" value={flag.key} />
      <input type="hidden" name="version" value={flag.version} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <VariantsEditor
        type={flag.type}
        variants={flag.variants}
        error={form.error("variants")}
        hideLegend
      />
      <div className="flex justify-end">
        <Button type="submit" variant="primary" pending={form.pending}>
          Save variants
        </Button>
      </div>
    </form>
  );
}
