import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Form } from "./form-dialog";

/** What names a thing that has a key for ever, and a name that may change. `maxLength`: of the key and of the name. */
export function KeyAndName({
  form,
  placeholders: [key, name],
  maxLength = [64, 100],
}: {
  form: Form;
  placeholders: [key: string, name: string];
  maxLength?: [key: number, name: number];
}) {
  return (
    <>
      <Field label="Key" hint="It cannot be changed later." error={form.error("key")} required>
        <Input
          name="key"
          placeholder={key}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={maxLength[0]}
          className="font-mono"
        />
      </Field>
      <Field label="Name" optional error={form.error("name")}>
        <Input name="name" placeholder={name} autoComplete="off" maxLength={maxLength[1]} />
      </Field>
    </>
  );
}
