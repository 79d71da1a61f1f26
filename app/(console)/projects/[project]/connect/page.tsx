import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { ConnectPage } from "@/components/connect/connect-page";
import { technologyOf } from "@/components/connect/technologies";
import { chosenEnvironment } from "@/components/flags/chosen-environment";
import { originOf, type Search, searchOf } from "@/components/shell/address";
import { requireActor } from "@/lib/auth/session";
import { listEnvironments } from "@/lib/environments/queries";
import { canManageKeys, canSeeUse } from "@/lib/keys/policy";
import { getKeyUse } from "@/lib/keys/queries";
import { once, shown } from "@/lib/page";
import { getFirstSteps, requireProject } from "@/lib/projects/queries";

export const metadata: Metadata = { title: "Connect" };

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export default async function ProjectConnectPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));
  if (!canSeeUse(actor, project.id)) redirect(`/my-features?project=${key}` as Route);

  const environments = await shown(listEnvironments(actor, key));
  const environment = chosenEnvironment(environments, search.env);
  if (!environment) notFound();
  const [use, { flag }] = await shown(
    Promise.all([getKeyUse(actor, key, environment.key), getFirstSteps(actor, key)]),
  );
  return (
    <ConnectPage
      project={project}
      environments={environments}
      environment={environment}
      technology={technologyOf(search.with)}
      origin={originOf(await headers())}
      flag={flag ?? "new-checkout"}
      use={use}
      mayMakeKeys={canManageKeys(actor, project.id)}
    />
  );
}
