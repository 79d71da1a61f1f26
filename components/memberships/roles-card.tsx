import { Card } from "@/components/ui/card";
import type { ProjectRole } from "@/lib/memberships/schema";
import { EverywhereRoleSelect, ProjectRoleSelect } from "./role-select";

/** What somebody may do: in all projects, and in single ones. */
export function RolesCard({
  user,
  roles,
  mayAdminister,
}: {
  user: { username: string; role: string };
  roles: ProjectRole[];
  mayAdminister: boolean;
}) {
  const mayAny = mayAdminister || roles.some(({ mayChange }) => mayChange);
  return (
    <Card
      title="Roles"
      description="The higher of the role in all projects and the one in a single project counts there."
      footer={mayAny ? undefined : "Administrators give and take roles."}
      flush
    >
      <ul aria-label={`Roles of ${user.username}`} className="divide-y divide-line">
        <Line name="All projects">
          <EverywhereRoleSelect
            username={user.username}
            role={user.role}
            disabled={!mayAdminister}
          />
        </Line>
        {roles.map(({ project, role, mayChange }) => (
          <Line key={project.key} name={project.name}>
            <ProjectRoleSelect
              project={project}
              username={user.username}
              role={role}
              disabled={!mayChange}
            />
          </Line>
        ))}
      </ul>
    </Card>
  );
}

function Line({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 px-4 py-2">
      <span className="min-w-0 break-words">{name}</span>
      {children}
    </li>
  );
}
