"use client";

import useSWR from "swr";
import type { StatePreview } from "@/lib/flags/schema/preview";
import type { Plan } from "@/lib/history/state-changes";

export type PreviewPlace = { project: string; flag: string; environment: string };

async function ask([address, body]: [string, string]): Promise<StatePreview> {
  const headers = { accept: "application/json", "content-type": "application/json" };
  const response = await fetch(address, { method: "POST", headers, body });
  if (!response.ok) throw new Error(`Hoist answered ${response.status}.`);
  return response.json();
}

/** How many known users a plan would serve something else. */
export function useEffectOnUsers({ project, flag, environment }: PreviewPlace, plan: Plan) {
  const address = `/api/v1/projects/${project}/flags/${flag}/environments/${environment}/preview`;
  const { data, error } = useSWR([address, JSON.stringify(plan)], ask, {
    revalidateOnFocus: false,
    shouldRetryOnError: false,
  });
  return { preview: data, failed: error !== undefined };
}
