"use client";

import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { TokensInput } from "@/components/ui/tokens-input";
import { useUserSearch } from "@/components/users/use-user-search";

/** Users by targeting key: typed, pasted as a list, or searched for by name. */
export function PeopleField({
  label,
  name,
  keys,
  onKeysChange,
  error,
}: {
  label: string;
  name: string;
  keys: string[];
  onKeysChange: (keys: string[]) => void;
  error?: string;
}) {
  const { items, search, loading, failed } = useUserSearch();
  const add = (key: string) => {
    if (key !== "") onKeysChange([...new Set([...keys, key])]);
  };
  return (
    <div className="flex min-w-0 flex-col gap-2">
      <input type="hidden" name={name} value={JSON.stringify(keys)} />
      <Field label={label} hint="Targeting keys; a list can be pasted." error={error}>
        <TokensInput label={label} values={keys} onValuesChange={onKeysChange} placeholder="u-17" />
      </Field>
      <Combobox
        // Starts anew after each choice, so that the next one can be searched for.
        key={keys.length}
        label={`Search users: ${label.toLowerCase()}`}
        items={items.filter(({ value }) => !keys.includes(value))}
        value=""
        onValueChange={add}
        onSearch={search}
        loading={loading}
        placeholder="Search users by name"
        emptyText={
          failed ? "The search did not answer. A targeting key can be typed." : "Nobody found"
        }
      />
    </div>
  );
}
