import type { Metadata, Route } from "next";
import { notFound, redirect } from "next/navigation";
import { askedIn } from "@/components/evaluation/asked";
import { PlaygroundPage } from "@/components/evaluation/playground-page";
import { chosenEnvironment } from "@/components/flags/chosen-environment";
import { type Search, searchOf } from "@/components/shell/address";
import { requireActor } from "@/lib/auth/session";
import { listEnvironments } from "@/lib/environments/queries";
import { canReadFlags } from "@/lib/flags/policy";
import { suggestAttributes } from "@/lib/flags/queries/attributes";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";
import { listSegments } from "@/lib/segments/queries";
import { explainFlags } from "@/lib/toggles/queries/explain";

export const metadata: Metadata = { title: "Playground" };

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export default async function ProjectPlaygroundPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));
  if (!canReadFlags(actor, project.id)) redirect(`/my-features?project=${key}` as Route);

  const environments = await shown(listEnvironments(actor, key));
  const environment = chosenEnvironment(environments, search.env);
  if (!environment) notFound();
  const { input, error } = askedIn(search);
  const [flags, attributes, segments] = await shown(
    Promise.all([
      explainFlags(actor, key, environment.key, input),
      suggestAttributes(actor, key),
      listSegments(actor, key),
    ]),
  );
  const named = segments.map(({ key, name }) => ({ key, name }));
  return (
    <PlaygroundPage
      project={project}
      environments={environments}
      environment={environment}
      known={{ project: key, variants: [], attributes, segments: named }}
      input={input}
      error={error}
      flags={flags}
      search={search}
    />
  );
}
