import { unstable_rethrow } from "next/navigation";
import { toast } from "@/components/ui/toast";
import type { FormState } from "@/lib/form-state";

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

/** Everything a refused form says, in one text. */
function refusalOf(state: FormState): string | undefined {
  if (state?.ok !== false) return undefined;
  const lines = [state.message, ...Object.values(state.fields ?? {}).flat()];
  return lines.filter(Boolean).join(" ") || "This was refused.";
}

/** Runs a form action without a form: a toast says what happened, the returned text what did not. */
export async function submit(
  action: FormAction,
  fields: Record<string, string>,
): Promise<string | undefined> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    const state = await action(null, form);
    const refusal = refusalOf(state);
    if (!refusal && state?.message) toast.success(state.message);
    return refusal;
  } catch (error) {
    unstable_rethrow(error);
    return "Hoist did not answer. See whether the change was made before trying again.";
  }
}
