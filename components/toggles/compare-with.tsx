"use client";

import { X } from "lucide-react";
import { useAddress } from "@/components/shell/use-address";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useUserSearch } from "@/components/users/use-user-search";

/** Chooses somebody to compare with; stands in the address as `with`. */
export function CompareWith({ username, other }: { username: string; other: string }) {
  const { set } = useAddress();
  const { items, search, loading, failed } = useUserSearch();
  const people = items
    .filter(({ label }) => label !== username)
    .map(({ label, detail }) => ({ value: label, label, detail }));
  return (
    <div className="flex items-end gap-1">
      <Field label="Compare with" className="w-56">
        <Combobox
          key={other}
          label="Users"
          items={people}
          value={other}
          onValueChange={(value) => set({ with: value || null, ...(!value && { show: null }) })}
          onSearch={search}
          loading={loading}
          placeholder="Another user"
          emptyText={
            failed
              ? "The search did not answer. Try again."
              : "Nobody found. Try how the name begins."
          }
        />
      </Field>
      {other !== "" && (
        <Button
          variant="ghost"
          size="icon"
          aria-label="Stop comparing"
          onClick={() => set({ with: null, show: null })}
        >
          <X aria-hidden="true" className="size-4" />
        </Button>
      )}
    </div>
  );
}
