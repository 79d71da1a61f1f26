import type { ReactNode } from "react";

/** One primitive in its states. The tests photograph each example by its title. */
export function Example({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section
      aria-label={title}
      data-example={title.toLowerCase().replaceAll(/[^a-z]+/g, "-")}
      className="min-w-0 border-t py-6"
    >
      <h2 className="mb-4 text-lg font-semibold">{title}</h2>
      <div className="flex min-w-0 flex-col gap-4">{children}</div>
    </section>
  );
}

/** States beside each other, with what they have in common said in front. */
export function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-3">
      <span className="w-32 shrink-0 text-sm text-muted">{label}</span>
      {children}
    </div>
  );
}
