import type { Metadata } from "next";
import { KeptTextPanel } from "@/components/shell/kept-text-panel";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

export const metadata: Metadata = { title: "Not found" };

export default function ConsoleNotFound() {
  return (
    <>
      <EmptyState
        level={1}
        title="There is nothing here"
        text="It does not exist, was deleted, or you may not see it. An administrator can tell you which."
        action={<ButtonLink href="/">Go to the start page</ButtonLink>}
      />
      <KeptTextPanel />
    </>
  );
}
