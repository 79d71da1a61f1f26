"use client";

import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { JsonEditor } from "@/components/ui/json-editor";
import { describeUserAction } from "@/lib/users/actions";
import type { UserView } from "@/lib/users/schema";

/** What is known of a person, as one JSON object. */
export function AttributesForm({ user }: { user: Pick<UserView, "username" | "attributes"> }) {
  const form = useForm(describeUserAction);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="username" value={user.username} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <JsonEditor
        label="Attributes as JSON"
        name="attributes"
        rows={4}
        defaultText={JSON.stringify(user.attributes, null, 2)}
        check={objectOnly}
        hint="Texts, numbers, true or false, lists and objects of these."
        error={form.error("attributes")}
      />
      <div>
        <Button type="submit" pending={form.pending}>
          Save attributes
        </Button>
      </div>
    </form>
  );
}

function objectOnly(value: unknown) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
  return { path: "", message: 'Names and values in braces, such as {"plan": "pro"}.' };
}
