"use client";

import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { JsonEditor } from "@/components/ui/json-editor";
import { describeUserAction } from "@/lib/users/actions";
import type { UserView } from "@/lib/users/schema";

type User = Pick<UserView, "username" | "attributes" | "updatedAt">;

const labels = { attributes: "Attributes" };
const attributesOf = ({ attributes }: User) => ({
  attributes: JSON.stringify(attributes, null, 2),
});

/** What is known of a person, as one JSON object. */
export function AttributesForm({ user }: { user: User }) {
  const form = useForm(describeUserAction, () => editing.saved());
  const now = { ...user, version: user.updatedAt };
  const editing = useEditing(form.ref, now, attributesOf, form.pending);
  return (
    <form {...form.props} className="flex flex-col gap-4">
      <input type="hidden" name="username" value={user.username} />
      <input type="hidden" name="seen" value={JSON.stringify(editing.base.attributes)} />
      <EditConflict editing={editing} labels={labels} who={null} />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <JsonEditor
        key={editing.round}
        label="Attributes as JSON"
        name="attributes"
        rows={4}
        defaultText={attributesOf(editing.base).attributes}
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
