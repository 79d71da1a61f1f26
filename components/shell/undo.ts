import { startTransition } from "react";
import { toast, toastWithUndo } from "@/components/ui/toast";
import type { FormState, Undo } from "@/lib/form-state";
import { type FormAction, run } from "./run";
import { undoForms } from "./undo-forms";

/** Says what was done and, where it can be taken back, offers that for ten seconds. */
export function announce(state: FormState): void {
  if (state?.ok !== true || !state.message) return;
  const { message, undo } = state;
  const form = undo && undoForms[undo.form];
  if (undo && form) toastWithUndo(message, () => takeBack(form, undo));
  else toast.success(message);
}

/** A change like any other: it may be refused, and the log holds it. */
function takeBack(form: FormAction, { fields }: Undo): void {
  startTransition(async () => {
    const { refusal } = await run(form, { ...fields, comment: "Undo" });
    if (refusal) toast.error(`Not undone. ${refusal}`);
    else toast.success("Undone.");
  });
}
