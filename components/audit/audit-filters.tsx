import { ButtonLink } from "@/components/ui/button-link";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { SubmitButton } from "@/components/ui/submit-button";
import { actions } from "@/lib/audit/schema";

const nouns = [...new Set(actions.map((action) => action.split(".")[0] ?? action))];

/** The filters of the log: a plain form whose fields stand in the address, without JavaScript too. */
export function AuditFilters({
  path,
  search,
  environments,
  errors,
}: {
  path: string;
  search: Record<string, string>;
  environments: { key: string; name: string }[];
  errors: Partial<Record<string, string[]>>;
}) {
  const field = (name: string) => ({ name, defaultValue: search[name] ?? "" });
  const error = (name: string) => errors[name]?.join(" ");
  return (
    <form
      // New answers to new addresses: the fields start from the address again.
      key={JSON.stringify(search)}
      action={path}
      className="mb-4 grid grid-cols-2 items-start gap-3 rounded-lg border bg-surface p-3 sm:p-4 lg:grid-cols-4"
    >
      <Field label="Flag" error={error("flag")}>
        <Input
          {...field("flag")}
          autoComplete="off"
          spellCheck={false}
          placeholder="new-checkout"
        />
      </Field>
      <Field label="Environment" error={error("env")}>
        <Select {...field("env")}>
          <option value="">Any</option>
          {environments.map(({ key, name }) => (
            <option key={key} value={key}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field label="Changed by" error={error("actor")}>
        <Input {...field("actor")} autoComplete="off" spellCheck={false} placeholder="Username" />
      </Field>
      <Field label="About user" error={error("user")}>
        <Input {...field("user")} autoComplete="off" spellCheck={false} placeholder="u-17" />
      </Field>
      <Field label="Action" error={error("action")}>
        <Select {...field("action")}>
          <option value="">Any</option>
          {nouns.map((noun) => (
            <optgroup key={noun} label={noun}>
              <option value={noun}>Everything about {noun}s</option>
              {actions
                .filter((action) => action.startsWith(`${noun}.`))
                .map((action) => (
                  <option key={action}>{action}</option>
                ))}
            </optgroup>
          ))}
        </Select>
      </Field>
      <Field label="From (UTC)" error={error("since")}>
        <Input {...field("since")} type={dateType(search.since)} />
      </Field>
      <Field label="Until (UTC)" error={error("until")}>
        <Input {...field("until")} type={dateType(search.until)} />
      </Field>
      <div className="flex gap-2 self-end">
        <SubmitButton>Filter</SubmitButton>
        {Object.keys(search).length > 0 && (
          <ButtonLink href={path} variant="ghost">
            Clear
          </ButtonLink>
        )}
      </div>
    </form>
  );
}

/** An exact instant in a shared address would vanish from a date field. */
function dateType(value = ""): "date" | "text" {
  return /^(\d{4}-\d{2}-\d{2})?$/.test(value) ? "date" : "text";
}
