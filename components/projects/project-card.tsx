import { Card } from "@/components/ui/card";
import { Code } from "@/components/ui/code";
import { NewProjectDialog } from "./new-project-dialog";
import { RenameProjectDialog } from "./rename-project-dialog";

/** The project one is in; `version` is there for whoever may rename it. */
export function ProjectCard({
  project,
  version,
  mayCreate,
}: {
  project: { key: string; name: string };
  version: number | null;
  mayCreate: boolean;
}) {
  return (
    <Card
      title={
        <span className="inline-flex flex-wrap items-center gap-2">
          Project {project.name} <Code className="font-normal">{project.key}</Code>
        </span>
      }
      actions={
        <>
          {version !== null && <RenameProjectDialog project={project} version={version} />}
          <NewProjectDialog disabled={!mayCreate} />
        </>
      }
    >
      <p className="text-muted">A project has flags and environments of its own.</p>
    </Card>
  );
}
