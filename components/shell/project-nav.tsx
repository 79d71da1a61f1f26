"use client";

import {
  CircleUser,
  Flag,
  FlaskConical,
  KeyRound,
  Layers,
  Plug,
  ScrollText,
  Shapes,
  Sparkles,
  Users,
} from "lucide-react";
import { useParams } from "next/navigation";
import { NavLink } from "./nav-link";
import { ProjectSwitcher, type ShellProject } from "./project-switcher";

/** The way around: the project of this address, or the first one where the address names none. */
export function ProjectNav({ projects, member }: { projects: ShellProject[]; member: boolean }) {
  const { project } = useParams();
  const current = projects.find(({ key }) => key === project) ?? projects[0];
  return (
    <>
      {current && !member && <ProjectSwitcher projects={projects} current={current} />}
      <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5">
        {current && !member && <ProjectLinks base={`/projects/${current.key}`} />}
        <NavLink href="/my-features" icon={<Sparkles aria-hidden="true" />}>
          My features
        </NavLink>
        <NavLink href="/account" icon={<CircleUser aria-hidden="true" />}>
          Account
        </NavLink>
      </nav>
    </>
  );
}

function ProjectLinks({ base }: { base: string }) {
  return (
    <>
      <NavLink href={`${base}/flags`} icon={<Flag aria-hidden="true" />}>
        Flags
      </NavLink>
      <NavLink href={`${base}/segments`} icon={<Shapes aria-hidden="true" />}>
        Segments
      </NavLink>
      <NavLink href={`${base}/users`} icon={<Users aria-hidden="true" />}>
        Users
      </NavLink>
      <NavLink href={`${base}/audit`} icon={<ScrollText aria-hidden="true" />}>
        Audit log
      </NavLink>
      <NavLink href={`${base}/environments`} icon={<Layers aria-hidden="true" />}>
        Environments
      </NavLink>
      <NavLink href={`${base}/connect`} icon={<Plug aria-hidden="true" />}>
        Connect
      </NavLink>
      <NavLink href={`${base}/playground`} icon={<FlaskConical aria-hidden="true" />}>
        Playground
      </NavLink>
      <NavLink href={`${base}/members`} icon={<KeyRound aria-hidden="true" />}>
        Members
      </NavLink>
    </>
  );
}
