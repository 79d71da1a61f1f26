import { startTransition } from "react";
import { toast, toastWithUndo } from "@/components/ui/toast";
import type { FormState, Undo } from "@/lib/form-state";
import { run } from "./run";

/** Says what was done and, where it can be taken back, offers that for ten seconds. */
export function announce(state: FormState): void {
  if (state?.ok !== true || !state.message) return;
  const { message, undo } = state;
  if (undo) toastWithUndo(message, () => takeBack(undo));
  else toast.success(message);
}

/** A change like any other: it may be refused, and the log holds it. */
function takeBack({ form, fields }: Undo): void {
  startTransition(async () => {
    const { refusal } = await run(
      async (previous, data) => {
        // Every form of the console: fetched when one is needed.
        const { undoForms } = await import("./undo-forms");
        const action = undoForms[form];
        if (!action) throw new Error(`No form is called ${form}.`);
        return action(previous, data);
      },
      { ...fields, comment: "Undo" },
    );
    if (refusal) toast.error(`Not undone. ${refusal}`);
    else toast.success("Undone.");
  });
}
