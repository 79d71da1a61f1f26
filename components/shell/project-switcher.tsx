import { ChevronsUpDown } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Menu, MenuLink } from "@/components/ui/menu";

export type ShellProject = { key: string; name: string };

/** The current project's name; a menu of the others when there are any. */
export function ProjectSwitcher({
  projects,
  current,
}: {
  projects: ShellProject[];
  current: ShellProject;
}) {
  if (projects.length < 2) {
    return (
      <p className="px-2">
        <span className="block text-xs text-muted">Project</span>
        <span className="block truncate font-medium" title={current.name}>
          {current.name}
        </span>
      </p>
    );
  }
  return (
    <Menu
      label="Projects"
      trigger={
        <Button className="h-auto! w-full justify-between! py-1 text-left">
          <span className="min-w-0">
            <span className="block text-xs font-normal text-muted">Project</span>
            <span className="block truncate">{current.name}</span>
          </span>
          <ChevronsUpDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
        </Button>
      }
    >
      {projects.map((project) => (
        <MenuLink
          key={project.key}
          href={`/projects/${project.key}/flags`}
          current={project.key === current.key}
        >
          {project.name}
        </MenuLink>
      ))}
    </Menu>
  );
}
