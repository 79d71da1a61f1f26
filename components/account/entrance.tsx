import type { ReactNode } from "react";

/** The card of the sign-in and sign-up pages, with the page's heading. */
export function Entrance({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="flex flex-col gap-4 rounded-lg border bg-surface p-6">
      <h1 className="text-xl font-semibold">{title}</h1>
      {children}
    </section>
  );
}
