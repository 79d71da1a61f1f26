"use client";

import { useOptimistic } from "react";
import type { FormAction } from "@/components/shell/submit";
import { useChange } from "@/components/shell/use-change";
import { Select } from "@/components/ui/select";
import { deleteMembershipAction, putMembershipAction } from "@/lib/memberships/actions";
import { setRoleAction } from "@/lib/users/actions";

const given = ["viewer", "editor", "approver", "admin"];

/** Somebody's role in one project, changed in place; none takes it. */
export function ProjectRoleSelect({
  project,
  username,
  role,
  disabled,
}: {
  project: { key: string; name: string };
  username: string;
  role: string | null;
  disabled: boolean;
}) {
  const place = { project: project.key, username };
  return (
    <RoleSelect
      label={`Role of ${username} in ${project.name}`}
      role={role ?? ""}
      options={["", ...given]}
      disabled={disabled}
      action={(next) =>
        next === ""
          ? [deleteMembershipAction, place]
          : [putMembershipAction, { ...place, role: next }]
      }
    />
  );
}

/** Somebody's role in all projects, changed in place. */
export function EverywhereRoleSelect({
  username,
  role,
  disabled,
}: {
  username: string;
  role: string;
  disabled: boolean;
}) {
  return (
    <RoleSelect
      label={`Role of ${username} in all projects`}
      role={role}
      options={["member", ...given]}
      disabled={disabled}
      action={(next) => [setRoleAction, { username, role: next }]}
    />
  );
}

function RoleSelect({
  label,
  role,
  options,
  disabled,
  action,
}: {
  label: string;
  role: string;
  options: string[];
  disabled: boolean;
  action: (next: string) => [FormAction, Record<string, string>];
}) {
  const { change, pending } = useChange();
  const [chosen, show] = useOptimistic(role);
  return (
    <Select
      aria-label={label}
      value={chosen}
      disabled={disabled}
      className="w-32"
      onChange={(event) => {
        const next = event.target.value;
        if (!pending) change(...action(next), () => show(next));
      }}
    >
      {options.map((option) => (
        <option key={option} value={option}>
          {option || "none"}
        </option>
      ))}
    </Select>
  );
}
