"use client";

import { KeptTextPanel } from "@/components/shell/kept-text-panel";
import { PageFailed } from "@/components/shell/page-failed";

/** Inside the console the navigation stays; only the page failed, and took its forms along. */
export default function ConsoleErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <>
      <PageFailed {...props} />
      <KeptTextPanel />
    </>
  );
}
