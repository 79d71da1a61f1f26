"use client";

import { useState } from "react";
import useSWR from "swr";
import type { ComboboxItem } from "@/components/ui/combobox";

type Found = { data: { username: string; targetingKey: string }[] };

async function read(address: string): Promise<Found> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`Search answered ${response.status}.`);
  return response.json();
}

/** People whose username or targeting key begins with what is typed, for a combobox. */
export function useUserSearch() {
  const [text, search] = useState<string | null>(null);
  const address = text === null ? null : `/api/v1/users?limit=8&q=${encodeURIComponent(text)}`;
  const { data, error, isLoading } = useSWR(address, read, {
    keepPreviousData: true,
    revalidateOnFocus: false,
    shouldRetryOnError: false,
  });
  const items: ComboboxItem[] = (data?.data ?? []).map(({ username, targetingKey }) => ({
    value: targetingKey,
    label: username,
    detail: targetingKey === username ? undefined : targetingKey,
  }));
  return { items, search, loading: isLoading, failed: error !== undefined };
}
