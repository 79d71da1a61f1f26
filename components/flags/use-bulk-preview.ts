"use client";

import useSWR from "swr";
import type { BulkVerdict } from "@/lib/flags/schema/bulk";

async function ask([address, body]: [string, string]): Promise<BulkVerdict[]> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`The preview answered ${response.status}.`);
  return ((await response.json()) as { data: BulkVerdict[] }).data;
}

/** What a change of many flags would do now; read again when somebody changes something. Null: nothing to ask yet. */
export function useBulkPreview(project: string, change: object | null) {
  const key = change && [`/api/v1/projects/${project}/bulk/preview`, JSON.stringify(change)];
  const { data, error, isValidating, mutate } = useSWR(key as [string, string] | null, ask, {
    revalidateOnFocus: false,
    shouldRetryOnError: false,
    dedupingInterval: 0,
  });
  return {
    verdicts: data,
    failed: error !== undefined,
    reading: isValidating,
    again: () => mutate(),
  };
}
