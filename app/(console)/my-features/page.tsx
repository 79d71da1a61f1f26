import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { chosenEnvironment } from "@/components/flags/chosen-environment";
import { type Search, searchOf } from "@/components/shell/address";
import { MyFeaturesPage } from "@/components/toggles/my-features-page";
import { requireActor } from "@/lib/auth/session";
import { listConfigurations } from "@/lib/configurations/queries";
import { listEnvironments } from "@/lib/environments/queries";
import { shown } from "@/lib/page";
import { listProjects } from "@/lib/projects/queries";
import { myFeatures } from "@/lib/toggles/queries/explain";
import { getMe } from "@/lib/users/queries";

export const metadata: Metadata = { title: "My features" };

type Props = { searchParams: Promise<Search> };

export default async function MyFeatures({ searchParams }: Props) {
  const actor = await requireActor();
  const search = searchOf(await searchParams);
  const [me, projects] = await Promise.all([getMe(actor), listProjects(actor)]);
  const project = projects.find(({ key }) => key === (search.project ?? projects[0]?.key));
  if (!project) notFound();

  const environments = await shown(listEnvironments(actor, project.key));
  const environment = chosenEnvironment(environments, search.env);
  if (!environment) notFound();
  const [features, configurations] = await shown(
    Promise.all([
      myFeatures(actor, project.key, environment.key),
      listConfigurations(actor, me.username),
    ]),
  );
  return (
    <MyFeaturesPage
      me={me}
      projects={projects}
      project={project}
      environments={environments}
      environment={environment}
      features={features}
      configurations={configurations}
      search={search}
    />
  );
}
