"use client";

import { PageFailed } from "@/components/shell/page-failed";

export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main className="grid min-h-[60dvh] place-items-center p-4">
      <PageFailed {...props} />
    </main>
  );
}
