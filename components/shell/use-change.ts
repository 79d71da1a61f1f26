"use client";

import { useRouter } from "next/navigation";
import { useTransition } from "react";
import { toast } from "@/components/ui/toast";
import { type FormAction, run, unanswered } from "./run";
import { announce } from "./undo";

/**
 * For switches and buttons that change something at once. `optimistic` runs first (a setter of
 * useOptimistic), `done` as soon as it is made; a refusal is a toast, and the page is read again so that it shows what stands.
 */
export function useChange() {
  const router = useRouter();
  const [pending, startTransition] = useTransition();
  function change(
    action: FormAction,
    fields: Record<string, string>,
    optimistic?: () => void,
    done?: () => void,
  ) {
    startTransition(async () => {
      optimistic?.();
      const { state, refusal } = await run(action, fields);
      announce(state);
      if (!refusal) return done?.();
      toast.error(refusal);
      if (state !== unanswered) router.refresh();
    });
  }
  return { change, pending };
}
