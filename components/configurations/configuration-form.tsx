"use client";

import { useState } from "react";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { JsonEditor } from "@/components/ui/json-editor";
import { putConfigurationAction } from "@/lib/configurations/actions";

/** Adds a value, or replaces the one of that key. */
export function ConfigurationForm() {
  // A saved form starts anew, empty.
  const [saved, setSaved] = useState(0);
  return <NewValue key={saved} onSaved={() => setSaved(saved + 1)} />;
}

function NewValue({ onSaved }: { onSaved: () => void }) {
  const form = useForm(putConfigurationAction, onSaved);
  return (
    <form {...form.props} className="flex flex-col gap-4 p-4">
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Key" error={form.error("key")} required>
        <Input
          name="key"
          placeholder="theme"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={128}
          className="max-w-sm font-mono"
        />
      </Field>
      <JsonEditor
        label="Value as JSON"
        name="value"
        rows={2}
        hint={'A text takes quotation marks: "dark".'}
        error={form.error("value")}
      />
      <div>
        <Button type="submit" pending={form.pending}>
          Save value
        </Button>
      </div>
    </form>
  );
}
