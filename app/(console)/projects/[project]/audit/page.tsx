import type { Metadata } from "next";
import { AuditPage } from "@/components/audit/audit-page";
import { type Search, searchOf } from "@/components/shell/address";
import { listAudit } from "@/lib/audit/queries";
import { auditFilters } from "@/lib/audit/schema";
import { requireActor } from "@/lib/auth/session";
import { listEnvironments } from "@/lib/environments/queries";
import { once, shown } from "@/lib/page";
import { requireProject } from "@/lib/projects/queries";

export const metadata: Metadata = { title: "Audit log" };

type Props = { params: Promise<{ project: string }>; searchParams: Promise<Search> };

export default async function ProjectAuditPage({ params, searchParams }: Props) {
  const actor = await requireActor();
  const { project: key } = await params;
  const search = searchOf(await searchParams);
  const project = await shown(once(requireProject, actor, key));
  const { filters, errors } = auditFilters(search);

  const [list, environments] = await shown(
    Promise.all([
      listAudit(actor, { ...filters, project: key, accounts: true }),
      listEnvironments(actor, key),
    ]),
  );
  return (
    <AuditPage
      project={project}
      list={list}
      environments={environments}
      search={search}
      errors={errors}
    />
  );
}
