"use client";

import useSWR from "swr";
import type { KeyUse } from "@/lib/keys/schema";

async function read(address: string): Promise<KeyUse> {
  const response = await fetch(address, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`The use of this environment answered ${response.status}.`);
  return response.json();
}

/** Whether apps ask in an environment, looked at every two seconds while the page is visible. */
export function useKeyUse(project: string, environment: string, first?: KeyUse) {
  const address = `/api/v1/projects/${project}/environments/${environment}/use`;
  const { data } = useSWR(address, read, {
    fallbackData: first,
    refreshInterval: 2_000,
    refreshWhenHidden: false,
  });
  return data;
}
