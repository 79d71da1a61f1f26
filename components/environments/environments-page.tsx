import { ProjectCard } from "@/components/projects/project-card";
import { PageHeader } from "@/components/shell/page-header";
import { Banner } from "@/components/ui/banner";
import type { EnvironmentView } from "@/lib/environments/schema";
import type { KeyView } from "@/lib/keys/schema";
import type { ProjectView } from "@/lib/projects/schema";
import { EnvironmentCard } from "./environment-card";
import { NewEnvironmentDialog } from "./new-environment-dialog";

/** A project's environments with their keys. */
export function EnvironmentsPage({
  project,
  environments,
  mayManage,
  mayCreateProject,
  origin,
}: {
  project: ProjectView;
  environments: { environment: EnvironmentView; keys: KeyView[] | null }[];
  mayManage: boolean;
  mayCreateProject: boolean;
  origin: string;
}) {
  return (
    <>
      <PageHeader
        title="Environments"
        description={`Where the flags of ${project.name} have their states, and the keys that apps read them with.`}
        actions={<NewEnvironmentDialog project={project.key} disabled={!mayManage} />}
      />
      {!mayManage && (
        <Banner className="mb-4">
          Administrators create and change environments, keys and projects.
        </Banner>
      )}
      <div className="flex flex-col gap-6">
        {environments.map(({ environment, keys }) => (
          <EnvironmentCard
            key={environment.key}
            project={project.key}
            environment={environment}
            keys={keys}
            origin={origin}
          />
        ))}
        <ProjectCard
          project={project}
          version={mayManage && "version" in project ? project.version : null}
          mayCreate={mayCreateProject}
        />
      </div>
    </>
  );
}
