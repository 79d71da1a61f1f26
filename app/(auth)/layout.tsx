import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";

/** One card, from the same height down whatever it holds: in the middle it would move while it comes in. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex max-w-sm flex-col gap-6 px-4 pt-[max(2.5rem,16dvh)] pb-10">
      <div className="flex justify-center">
        <Brand />
      </div>
      {children}
    </main>
  );
}
