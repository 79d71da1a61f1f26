"use client";

import { Command } from "cmdk";
import { Search } from "lucide-react";
import type { Route } from "next";
import { useRouter } from "next/navigation";
import { useTheme } from "next-themes";
import { Dialog as Radix } from "radix-ui";
import { type ReactNode, startTransition, useState } from "react";
import { themes } from "@/components/shell/theme-toggle";
import { dialogPanelClass, overlayClass } from "@/components/ui/dialog-look";
import { useReturnFocus } from "@/components/ui/use-return-focus";
import { signOutAction } from "@/lib/auth/actions";
import { useKeys } from "./key-lists";
import { type Entry, matches, pagesOf } from "./pages";
import { useFound } from "./use-found";

export type PaletteProps = {
  /** The project whose flags and people are searched; none for members. */
  project: string | undefined;
  mayCreate: boolean;
  onClose: () => void;
  onHelp: () => void;
};

/** Finds flags, people and pages, and does what can be done from everywhere. */
export function Palette(props: PaletteProps) {
  const returning = useReturnFocus();
  return (
    <Radix.Root open onOpenChange={props.onClose}>
      <Radix.Portal>
        <Radix.Overlay className={overlayClass}>
          <Radix.Content
            aria-describedby={undefined}
            onOpenAutoFocus={returning.note}
            onCloseAutoFocus={returning.onCloseAutoFocus}
            className={`${dialogPanelClass} max-w-xl overflow-hidden`}
          >
            <Radix.Title className="sr-only">Find or do anything</Radix.Title>
            <Commands {...props} />
          </Radix.Content>
        </Radix.Overlay>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Commands({ project, mayCreate, onClose, onHelp }: PaletteProps) {
  const router = useRouter();
  const { setTheme } = useTheme();
  const [text, setText] = useState("");
  const found = useFound(project, text);
  const known = useKnown(project, text);
  const flagAt = (key: string) => `/projects/${project}/flags/${encodeURIComponent(key)}`;

  function run(what: () => void) {
    onClose();
    what();
  }
  const go = (to: string) => run(() => router.push(to as Route));
  const link = ({ label, to }: Entry) => (
    <Item key={to} value={to} onSelect={() => go(to)}>
      {label}
    </Item>
  );

  const actions = [
    ...(project && mayCreate
      ? [{ label: "New flag", act: () => go(`/projects/${project}/flags?new=flag`) }]
      : []),
    ...themes.map(({ value, label }) => ({
      label: `Theme: ${label.toLowerCase()}`,
      act: () => run(() => setTheme(value)),
    })),
    { label: "Keyboard shortcuts", act: () => run(onHelp) },
    { label: "Sign out", act: () => run(() => startTransition(() => signOutAction())) },
  ].filter(({ label }) => matches(label, text));

  return (
    <Command shouldFilter={false} loop label="Find or do anything">
      <div className="flex items-center gap-2 border-b px-3">
        <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <Command.Input
          value={text}
          onValueChange={setText}
          placeholder={project ? "Flags, users, pages, actions" : "Pages, actions"}
          className="my-2 h-8 min-w-0 flex-1 rounded-sm bg-transparent px-1 text-base pointer-coarse:h-11 pointer-coarse:text-lg"
        />
      </div>
      <Command.List label="Results" className="max-h-[min(24rem,60vh)] overflow-y-auto p-1">
        <Command.Empty className="px-3 py-6 text-center text-muted">
          {found.searching ? "Searching…" : "Nothing found. Try another word, or a part of a key."}
        </Command.Empty>
        <Group heading="Favourites">
          {known.favourites.map((key) => link({ label: key, to: flagAt(key) }))}
        </Group>
        <Group heading="Recent flags">
          {known.recent.map((key) => link({ label: key, to: flagAt(key) }))}
        </Group>
        <Group heading="Flags">
          {found.flags
            .filter(({ key }) => !known.favourites.includes(key) && !known.recent.includes(key))
            .map(({ key, name }) =>
              link({ label: name === key ? key : `${name} · ${key}`, to: flagAt(key) }),
            )}
        </Group>
        <Group heading="Users">
          {found.users.map(({ username }) =>
            link({
              label: username,
              to: `/projects/${project}/users/${encodeURIComponent(username)}`,
            }),
          )}
        </Group>
        <Group heading="Pages">
          {pagesOf(project)
            .filter(({ label }) => matches(label, text))
            .map(link)}
        </Group>
        <Group heading="Actions">
          {actions.map(({ label, act }) => (
            <Item key={label} value={label} onSelect={act}>
              {label}
            </Item>
          ))}
        </Group>
      </Command.List>
      {found.failed && (
        <p role="status" className="border-t px-3 py-2 text-sm text-danger">
          The search did not answer. Type on to ask again.
        </p>
      )}
    </Command>
  );
}

/** What this browser remembers, as far as it fits the text. */
function useKnown(project: string | undefined, text: string) {
  const favourites = useKeys("favourite", project ?? "").filter((key) => matches(key, text));
  const recent = useKeys("recent", project ?? "").filter(
    (key) => matches(key, text) && !favourites.includes(key),
  );
  return project ? { favourites: favourites.slice(0, 8), recent } : { favourites: [], recent: [] };
}

function Group({ heading, children }: { heading: string; children: ReactNode[] }) {
  if (children.length === 0) return null;
  return (
    <Command.Group
      heading={heading}
      className="[&_[cmdk-group-heading]]:px-2 [&_[cmdk-group-heading]]:py-1 [&_[cmdk-group-heading]]:text-xs [&_[cmdk-group-heading]]:text-muted"
    >
      {children}
    </Command.Group>
  );
}

function Item({
  value,
  onSelect,
  children,
}: {
  value: string;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <Command.Item
      value={value}
      onSelect={onSelect}
      className="cursor-pointer truncate rounded-sm px-2 py-1.5 data-[selected=true]:bg-hover data-[selected=true]:outline-2 data-[selected=true]:-outline-offset-2 data-[selected=true]:outline-accent pointer-coarse:py-3"
    >
      {children}
    </Command.Item>
  );
}
