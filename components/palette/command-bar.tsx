"use client";

import { Search } from "lucide-react";
import type { Route } from "next";
import dynamic from "next/dynamic";
import { useParams, useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { onFirstSign } from "@/components/ui/first-sign";
import type { Shortcut } from "./shortcuts";
import { useShortcuts } from "./use-shortcuts";

const load = () => import("./palette").then(({ Palette }) => Palette);
const Palette = dynamic(load, { ssr: false });
const HelpSheet = dynamic(() => import("./help-sheet").then(({ HelpSheet }) => HelpSheet), {
  ssr: false,
});

/** The button that opens the palette, and every shortcut of the console. */
export function CommandBar({
  projects,
  role,
  paletteKeys,
}: {
  projects: { key: string }[];
  role: string;
  paletteKeys: string[];
}) {
  const [open, setOpen] = useState<"palette" | "help" | undefined>();
  const router = useRouter();
  const { project: wished } = useParams();
  const project = projects.find((each) => each.key === wished)?.key ?? projects[0]?.key;
  const readsFlags = role !== "member";

  // Loaded before it is asked for, so that the first Ctrl-K opens at once.
  useEffect(() => onFirstSign(load), []);

  useShortcuts((shortcut: Shortcut | "palette") => {
    if (shortcut === "palette") setOpen((now) => (now === "palette" ? undefined : "palette"));
    else if (shortcut === "help") setOpen("help");
    else if (shortcut === "search") setOpen("palette");
    else if (readsFlags && project) router.push(`/projects/${project}/${shortcut}` as Route);
  });

  return (
    <>
      <Button
        className="w-full justify-start! text-muted!"
        aria-keyshortcuts="Control+K Meta+K"
        onClick={() => setOpen("palette")}
      >
        <Search aria-hidden="true" className="size-4" />
        <span className="flex-1 text-left">Find or do</span>
        <span className="text-xs font-normal">
          {paletteKeys.join(paletteKeys[0] === "⌘" ? "" : " ")}
        </span>
      </Button>
      {open === "palette" && (
        <Palette
          project={readsFlags ? project : undefined}
          mayCreate={["editor", "approver", "admin"].includes(role)}
          onClose={() => setOpen(undefined)}
          onHelp={() => setOpen("help")}
        />
      )}
      {open === "help" && (
        <HelpSheet
          onClose={() => setOpen(undefined)}
          readsFlags={readsFlags}
          paletteKeys={paletteKeys}
        />
      )}
    </>
  );
}
