"use client";

import { UserPlus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Dialog } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { useUserSearch } from "@/components/users/use-user-search";
import { ToggleForm } from "./toggle-form";
import type { Choices, TogglePlace } from "./types";

/** Sets what one user gets: somebody known, or any targeting key. */
export function AddToggle({
  place,
  environmentName,
  choices,
  disabled,
}: {
  place: TogglePlace;
  environmentName: string;
  choices: Choices;
  disabled?: boolean;
}) {
  const [open, setOpen] = useState(false);
  const first = choices.variants[0]?.key ?? "";
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      title={`Toggle a user in ${environmentName}`}
      description={`What they get of ${place.flag}, whatever everybody else gets, also while it is off.`}
      trigger={
        <Button disabled={disabled}>
          <UserPlus aria-hidden="true" className="size-4" />
          Add a user
        </Button>
      }
    >
      <ToggleForm
        place={place}
        choices={choices}
        start={{ variant: first, reason: null, expiresAt: null, version: "" }}
        submitLabel="Set toggle"
        onDone={() => setOpen(false)}
      >
        {(error) => <WhomField error={error("targetingKey")} />}
      </ToggleForm>
    </Dialog>
  );
}

function WhomField({ error }: { error?: string }) {
  const [whom, setWhom] = useState("");
  const { items, search, loading, failed } = useUserSearch();
  return (
    <Field
      label="User"
      hint="Search people, or type the targeting key your app sends. An unknown one becomes a user without sign-in."
      error={error}
      required
    >
      <Combobox
        label="Users"
        name="targetingKey"
        items={items}
        value={whom}
        onValueChange={setWhom}
        onSearch={search}
        loading={loading}
        allowFree
        freeLabel={(text) => `Use the targeting key “${text}”`}
        emptyText={
          failed
            ? "The search did not answer. A targeting key can be typed."
            : "Nobody found. Try how the name begins."
        }
      />
    </Field>
  );
}
