import type { ReactNode } from "react";
import { CommandBar } from "@/components/palette/command-bar";
import { Brand } from "./brand";
import { ProjectNav } from "./project-nav";
import type { ShellProject } from "./project-switcher";
import { Sidebar } from "./sidebar";
import { ThemeToggle } from "./theme-toggle";

export type AppShellProps = {
  user: { username: string; role: string };
  projects: ShellProject[];
  /** What opens the palette on the reader's keyboard. */
  paletteKeys: string[];
  /** The form that signs out. */
  signOut: ReactNode;
  /** What keeps the page current. */
  live: ReactNode;
  children: ReactNode;
};

/** Everything around a page of the console: skip link, navigation, and the main landmark. */
export function AppShell({ user, projects, paletteKeys, signOut, live, children }: AppShellProps) {
  return (
    <div className="md:flex">
      <a
        href="#main"
        className="sr-only focus:not-sr-only focus:fixed! focus:top-2 focus:left-2 focus:z-50 focus:rounded-md focus:border focus:border-control focus:bg-surface focus:px-3! focus:py-2!"
      >
        Skip to main content
      </a>
      <Sidebar brand={<Brand />}>
        <CommandBar projects={projects} role={user.role} paletteKeys={paletteKeys} />
        <ProjectNav projects={projects} member={user.role === "member"} />
        {/* As high as it will be: it may be painted before all of it has come. */}
        <div className="flex min-h-35.25 shrink-0 flex-col gap-3 border-t pt-3">
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
      {live}
    </div>
  );
}
