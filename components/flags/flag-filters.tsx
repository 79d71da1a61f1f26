"use client";

import { SearchField } from "@/components/shell/search-field";
import { useAddress } from "@/components/shell/use-address";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import type { Environment } from "./types";

const filterNames = ["q", "tag", "state", "env", "archived"];

/** Search, filters and order of the flag list; all of them stand in the address. */
export function FlagFilters({
  environments,
  tags,
}: {
  environments: Environment[];
  tags: string[];
}) {
  const { search, set } = useAddress();
  const value = (name: string) => search.get(name) ?? "";
  const state = value("state") && `${value("env")}:${value("state")}`;
  const filtered = filterNames.some((name) => search.has(name));
  return (
    <div className="mb-4 flex flex-wrap items-center gap-2">
      <div className="w-full sm:w-72">
        <SearchField label="Search flags" placeholder="Search flags" />
      </div>
      <Select
        aria-label="State"
        className="max-sm:basis-[calc(50%-0.25rem)] sm:w-48"
        value={state}
        onChange={(event) => {
          const [env = "", next = ""] = event.target.value.split(":");
          set({ env: env || null, state: next || null });
        }}
      >
        <option value="">Any state</option>
        {environments.map(({ key, name }) => (
          <optgroup key={key} label={name}>
            <option value={`${key}:enabled`}>On in {name}</option>
            <option value={`${key}:disabled`}>Off in {name}</option>
            <option value={`${key}:killed`}>Killed in {name}</option>
          </optgroup>
        ))}
      </Select>
      <Select
        aria-label="Tag"
        className="max-sm:basis-[calc(50%-0.25rem)] sm:w-36"
        value={value("tag")}
        onChange={(event) => set({ tag: event.target.value || null })}
      >
        <option value="">Any tag</option>
        {[...new Set([...tags, value("tag")])].filter(Boolean).map((tag) => (
          <option key={tag}>{tag}</option>
        ))}
      </Select>
      <Select
        aria-label="Archived"
        className="max-sm:basis-[calc(50%-0.25rem)] sm:w-36"
        value={value("archived")}
        onChange={(event) => set({ archived: event.target.value || null })}
      >
        <option value="">In use</option>
        <option value="true">Archived</option>
        <option value="all">All</option>
      </Select>
      <Select
        aria-label="Order"
        className="max-sm:basis-[calc(50%-0.25rem)] sm:w-44"
        value={value("sort")}
        onChange={(event) => set({ sort: event.target.value || null })}
      >
        <option value="">By key</option>
        <option value="-key">By key, backwards</option>
        <option value="name">By name</option>
        <option value="-name">By name, backwards</option>
        <option value="-updatedAt">Changed last first</option>
        <option value="updatedAt">Changed first first</option>
        <option value="-createdAt">Newest first</option>
        <option value="createdAt">Oldest first</option>
      </Select>
      {filtered && (
        <Button
          variant="ghost"
          onClick={() => set(Object.fromEntries(filterNames.map((name) => [name, null])))}
        >
          Clear
        </Button>
      )}
    </div>
  );
}
