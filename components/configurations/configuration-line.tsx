"use client";

import { useState } from "react";
import { EditConflict, ownDoing } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useChange } from "@/components/shell/use-change";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { JsonEditor } from "@/components/ui/json-editor";
import { deleteConfigurationAction, putConfigurationAction } from "@/lib/configurations/actions";
import type { ConfigurationView } from "@/lib/configurations/schema";

/** One value of one's own, edited in place. */
export function ConfigurationLine({ configuration }: { configuration: ConfigurationView }) {
  const [editing, setEditing] = useState(false);
  const { change, pending } = useChange();
  const { key, value } = configuration;
  if (editing) {
    return (
      <li className="p-4">
        <EditValue configuration={configuration} close={() => setEditing(false)} />
      </li>
    );
  }
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-2.5">
      <div className="min-w-0 flex-1 max-sm:basis-full">
        <p className="font-mono font-medium break-all">{key}</p>
        <p className="line-clamp-2 font-mono text-sm break-all text-muted">
          {JSON.stringify(value)}
        </p>
      </div>
      <div className="flex gap-2">
        <Button size="sm" aria-label={`Edit ${key}`} onClick={() => setEditing(true)}>
          Edit
        </Button>
        <Button
          size="sm"
          aria-label={`Remove ${key}`}
          pending={pending}
          onClick={() => change(deleteConfigurationAction, { key })}
        >
          Remove
        </Button>
      </div>
    </li>
  );
}

const textOf = (value: unknown) => JSON.stringify(value, null, 2);
const fieldsOf = ({ value }: ConfigurationView) => ({ value: textOf(value) });

function EditValue({
  configuration,
  close,
}: {
  configuration: ConfigurationView;
  close: () => void;
}) {
  const form = useForm(putConfigurationAction, close);
  const now = { ...configuration, version: configuration.updatedAt };
  const editing = useEditing(form.ref, now, fieldsOf, form.pending);
  const { key, value, updatedAt } = editing.base;
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="key" value={key} />
      <input type="hidden" name="seen" value={updatedAt} />
      <EditConflict editing={editing} labels={{ value: "Value" }} who={ownDoing} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <JsonEditor
        key={editing.round}
        label={`Value of ${key} as JSON`}
        name="value"
        rows={4}
        defaultText={textOf(value)}
        error={form.error("value")}
      />
      <div className="flex gap-2">
        <Button type="submit" variant="primary" pending={form.pending}>
          Save
        </Button>
        <Button onClick={close}>Cancel</Button>
      </div>
    </form>
  );
}
