import type { FirstSteps } from "@/lib/projects/schema";

export type Step = { name: string; done: boolean; href: string };

/** The way from an account to the first evaluated flag, each with where it is taken. */
export function stepsOf(project: string, { flag, on, environments, asked }: FirstSteps): Step[] {
  const base = `/projects/${project}`;
  const [environment] = environments;
  const search = environment ? `?${new URLSearchParams({ env: environment })}` : "";
  return [
    { name: "Sign up", done: true, href: "/account" },
    {
      name: "Create a flag",
      done: flag !== null,
      href: flag ? `${base}/flags/${flag}` : `${base}/flags?new=flag`,
    },
    {
      name: "Switch it on",
      done: on,
      href: flag ? `${base}/flags/${flag}${search}` : `${base}/flags`,
    },
    // A key that was used and revoked was made all the same.
    {
      name: "Create a key",
      done: environment !== undefined || asked,
      href: `${base}/connect${search}`,
    },
    { name: "Receive the first request", done: asked, href: `${base}/connect${search}` },
  ];
}
