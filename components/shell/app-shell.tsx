import { CircleUser, Flag, Layers, ScrollText, Sparkles, Users } from "lucide-react";
import type { ReactNode } from "react";
import { Brand } from "./brand";
import { NavLink } from "./nav-link";
import { ProjectSwitcher, type ShellProject } from "./project-switcher";
import { Sidebar } from "./sidebar";
import { ThemeToggle } from "./theme-toggle";

export type AppShellProps = {
  user: { username: string; role: string };
  projects: ShellProject[];
  /** The key of the project one is in; else the first one is meant. */
  project?: string;
  /** The form that signs out. */
  signOut: ReactNode;
  children: ReactNode;
};

/** Everything around a page of the console: skip link, navigation, and the main landmark. */
export function AppShell({ user, projects, project, signOut, children }: AppShellProps) {
  const current = projects.find(({ key }) => key === project) ?? projects[0];
  const member = user.role === "member";
  return (
    <div className="md:flex">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:border focus:border-control focus:bg-surface focus:px-3! focus:py-2!"
      >
        Skip to main content
      </a>
      <Sidebar brand={<Brand />}>
        {!member && current && <ProjectSwitcher projects={projects} current={current} />}
        <nav aria-label="Main" className="flex flex-1 flex-col gap-0.5">
          {!member && current && <ProjectLinks base={`/projects/${current.key}`} />}
          {member && (
            <NavLink href="/my-features" icon={<Sparkles aria-hidden="true" />}>
              My features
            </NavLink>
          )}
          <NavLink href="/account" icon={<CircleUser aria-hidden="true" />}>
            Account
          </NavLink>
        </nav>
        <div className="flex flex-col gap-3 border-t pt-3">
          <ThemeToggle />
          <p className="min-w-0 px-2">
            <span className="block truncate font-medium" title={user.username}>
              {user.username}
            </span>
            <span className="block text-sm text-muted">{user.role}</span>
          </p>
          {signOut}
        </div>
      </Sidebar>
      <main id="main" tabIndex={-1} className="min-w-0 flex-1 outline-none">
        <div className="mx-auto max-w-7xl px-4 py-6 md:px-8">{children}</div>
      </main>
    </div>
  );
}

function ProjectLinks({ base }: { base: string }) {
  return (
    <>
      <NavLink href={`${base}/flags`} icon={<Flag aria-hidden="true" />}>
        Flags
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
    </>
  );
}
