"use client";

import { useState } from "react";
import useSWR from "swr";
import type { ComboboxItem } from "@/components/ui/combobox";

type Found = { data: { key: string; name: string }[] };

async function read<T>(address: string): Promise<T> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`Hoist answered ${response.status}.`);
  return response.json();
}

const quiet = { keepPreviousData: true, revalidateOnFocus: false, shouldRetryOnError: false };

/** Flags of a project by key or name, for a combobox; without those that are left out. */
export function useFlagSearch(project: string, without: string[]) {
  const [text, search] = useState<string | null>(null);
  const address =
    text === null
      ? null
      : `/api/v1/projects/${project}/flags?limit=20&q=${encodeURIComponent(text)}`;
  const { data, error, isLoading } = useSWR(address, read<Found>, quiet);
  const items: ComboboxItem[] = (data?.data ?? [])
    .filter(({ key }) => !without.includes(key))
    .map(({ key, name }) => ({ value: key, label: key, detail: name === key ? undefined : name }));
  return { items, search, loading: isLoading, failed: error !== undefined };
}

/** The keys of a flag's variants; undefined until they are known. */
export function useVariantsOf(project: string, flag: string): string[] | undefined {
  type Whole = { variants?: { key: string }[] };
  const { data } = useSWR(`/api/v1/projects/${project}/flags/${flag}`, read<Whole>, quiet);
  return data?.variants?.map(({ key }) => key);
}
