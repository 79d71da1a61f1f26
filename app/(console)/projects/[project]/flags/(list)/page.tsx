import type { Metadata, Route } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { FlagListPage } from "@/components/flags/flag-list-page";
import { flagQuery } from "@/components/flags/flag-query";
import { originOf, type Search, searchOf } from "@/components/shell/address";
import { requireActor } from "@/lib/auth/session";
import { listEnvironments } from "@/lib/environments/queries";
import { canCreateFlag, canReadFlags } from "@/lib/flags/policy";
import { listFlags, listTags } from "@/lib/flags/queries";
import { bulkLimit } from "@/lib/flags/schema/bulk";
import { once, shown } from "@/lib/page";
import { getFirstSteps, requireProject } from "@/lib/projects/queries";

export const metadata: Metadata = { title: "Flags" };

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export default async function FlagsPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));

  // Members of a project have their own page of it.
  if (!canReadFlags(actor, project.id)) redirect(`/my-features?project=${key}` as Route);

  const mayChange = canCreateFlag(actor, project.id);
  const [list, environments, tags, steps] = await shown(
    Promise.all([
      listFlags(actor, key, flagQuery(search)),
      listEnvironments(actor, key),
      listTags(actor, key),
      mayChange ? getFirstSteps(actor, key) : null,
    ]),
  );
  return (
    <FlagListPage
      project={project}
      list={list}
      environments={environments}
      tags={tags}
      search={search}
      mayChange={mayChange}
      steps={steps}
      bulkLimit={bulkLimit}
      origin={originOf(await headers())}
    />
  );
}
