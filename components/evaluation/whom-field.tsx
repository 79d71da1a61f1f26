"use client";

import { useState } from "react";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useUserSearch } from "@/components/users/use-user-search";
import type { Attributes } from "./context-rows";

/** The targeting key: somebody known, whose attributes can be taken over, or any other that an app sends. */
export function WhomField({
  whom,
  onWhomChange,
  onKnown,
}: {
  whom: string;
  onWhomChange: (targetingKey: string) => void;
  onKnown: (attributes: Attributes) => void;
}) {
  const { items, search, loading, failed } = useUserSearch();
  const [username, setUsername] = useState<string | null>(null);
  const [state, setState] = useState<"ready" | "reading" | "failed">("ready");

  async function take(name: string) {
    setState("reading");
    try {
      const response = await fetch(`/api/v1/users/${encodeURIComponent(name)}`);
      if (!response.ok) throw new Error(`The user answered ${response.status}.`);
      onKnown((await response.json()).attributes);
      setState("ready");
    } catch {
      setState("failed");
    }
  }

  return (
    <>
      <Field label="Targeting key" optional hint="Search people, or type what your app sends.">
        <Combobox
          label="Users"
          items={items}
          value={whom}
          onValueChange={(value, item) => {
            onWhomChange(value);
            setUsername(item?.label ?? null);
          }}
          onSearch={search}
          loading={loading}
          allowFree
          freeLabel={(text) => `Use the targeting key “${text}”`}
          placeholder="u-17"
          emptyText={
            failed
              ? "The search did not answer. A targeting key can be typed."
              : "Nobody found. Try how the name begins."
          }
        />
      </Field>
      {username !== null && (
        <div>
          <Button size="sm" pending={state === "reading"} onClick={() => take(username)}>
            Use what is known of {username}
          </Button>
        </div>
      )}
      {state === "failed" && (
        <Banner tone="danger" live>
          What is known could not be read. Try again, or type the attributes.
        </Banner>
      )}
    </>
  );
}
