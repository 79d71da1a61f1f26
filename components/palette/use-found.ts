"use client";

import { useEffect, useState } from "react";
import useSWR from "swr";

export type FoundFlag = { key: string; name: string };
type FoundUser = { username: string; targetingKey: string };

const pause = 120;

async function read<Item>(address: string): Promise<Item[]> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`Search answered ${response.status}.`);
  return ((await response.json()) as { data: Item[] }).data;
}

const quiet = { keepPreviousData: true, revalidateOnFocus: false, shouldRetryOnError: false };

/** Flags and people that the server finds for a text, a moment after its last key. */
export function useFound(project: string | undefined, text: string) {
  const [asked, ask] = useState("");
  useEffect(() => {
    const timer = setTimeout(() => ask(text.trim()), pause);
    return () => clearTimeout(timer);
  }, [text]);
  const q = asked && project ? `limit=6&q=${encodeURIComponent(asked)}` : undefined;
  const flags = useSWR(
    q && `/api/v1/projects/${project}/flags?${q}`,
    (address: string) => read<FoundFlag>(address),
    quiet,
  );
  const users = useSWR(
    q && `/api/v1/users?${q}`,
    (address: string) => read<FoundUser>(address),
    quiet,
  );
  return {
    flags: (q && flags.data) || [],
    users: (q && users.data) || [],
    searching: asked !== text.trim() || flags.isLoading || users.isLoading,
    failed: flags.error !== undefined || users.error !== undefined,
  };
}
