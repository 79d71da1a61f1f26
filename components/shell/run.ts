import { unstable_rethrow } from "next/navigation";
import type { FormState } from "@/lib/form-state";

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

/** Everything a refused form says, in one text. */
function refusalOf(state: FormState): string | undefined {
  if (state?.ok !== false) return undefined;
  const lines = [state.message, ...Object.values(state.fields ?? {}).flat()];
  return lines.filter(Boolean).join(" ") || "This was refused.";
}

/** Runs a form action without a form: what it answered, and why it was refused if it was. */
export async function run(
  action: FormAction,
  fields: Record<string, string>,
): Promise<{ state: FormState; refusal: string | undefined }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  try {
    const state = await action(null, form);
    return { state, refusal: refusalOf(state) };
  } catch (error) {
    unstable_rethrow(error);
    const refusal = "Hoist did not answer. See whether the change was made before trying again.";
    return { state: null, refusal };
  }
}
