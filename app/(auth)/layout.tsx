import type { ReactNode } from "react";
import { Brand } from "@/components/shell/brand";

/** One card in the middle. */
export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-sm flex-col justify-center gap-6 px-4 py-10">
      <div className="flex justify-center">
        <Brand />
      </div>
      {children}
    </main>
  );
}
