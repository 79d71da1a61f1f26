"use client";

import { JsonEditor } from "@/components/ui/json-editor";
import { describeUserAction } from "@/lib/users/actions";
import type { UserView } from "@/lib/users/schema";
import { UserForm } from "./user-form";

/** What is known of a person, as one JSON object. */
export function AttributesForm({ user }: { user: UserView }) {
  return (
    <UserForm
      user={user}
      name="attributes"
      label="Attributes"
      textOf={({ attributes }) => JSON.stringify(attributes, null, 2)}
      action={describeUserAction}
      submitLabel="Save attributes"
    >
      {(text, error, round) => (
        <JsonEditor
          key={round}
          label="Attributes as JSON"
          name="attributes"
          rows={4}
          defaultText={text}
          check={objectOnly}
          hint="Texts, numbers, true or false, lists and objects of these."
          error={error}
        />
      )}
    </UserForm>
  );
}

function objectOnly(value: unknown) {
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return undefined;
  return { path: "", message: 'Names and values in braces, such as {"plan": "pro"}.' };
}
