import type { Metadata } from "next";
import { headers } from "next/headers";
import { EnvironmentsPage } from "@/components/environments/environments-page";
import { originOf } from "@/components/shell/address";
import type { Actor } from "@/lib/auth/actor";
import { requireActor } from "@/lib/auth/session";
import { canManageEnvironments } from "@/lib/environments/policy";
import { listEnvironments } from "@/lib/environments/queries";
import { canManageKeys } from "@/lib/keys/policy";
import { listKeys } from "@/lib/keys/queries";
import { once, shown } from "@/lib/page";
import { canCreateProject } from "@/lib/projects/policy";
import { getProject, requireProject } from "@/lib/projects/queries";

export const metadata: Metadata = { title: "Environments" };

type Props = { params: Promise<{ project: string }> };

export default async function ProjectEnvironmentsPage({ params }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const project = await shown(once(requireProject, actor, key));
  const mayManage = canManageEnvironments(actor, project.id);
  const seesKeys = canManageKeys(actor, project.id);

  const [described, environments] = await shown(
    Promise.all([getProject(actor, key), withKeys(actor, key, seesKeys)]),
  );
  return (
    <EnvironmentsPage
      project={described}
      environments={environments}
      mayManage={mayManage}
      mayCreateProject={canCreateProject(actor)}
      origin={originOf(await headers())}
    />
  );
}

async function withKeys(actor: Actor, project: string, seesKeys: boolean) {
  const environments = await listEnvironments(actor, project);
  return Promise.all(
    environments.map(async (environment) => ({
      environment,
      keys: seesKeys ? await listKeys(actor, project, environment.key) : null,
    })),
  );
}
