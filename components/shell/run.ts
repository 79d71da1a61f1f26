import { unstable_rethrow } from "next/navigation";
import type { FormState } from "@/lib/form-state";

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>;

/** Everything a refused form says, in one text. */
function refusalOf(state: FormState): string | undefined {
  if (state?.ok !== false) return undefined;
  const lines = [state.message, ...Object.values(state.fields ?? {}).flat()];
  return (
    lines.filter(Boolean).join(" ") || "This was refused. Load the page again and try once more."
  );
}

let changing = 0;
let changedAt = 0;
const settles = 1_500;

/** Whether this tab has just changed something itself: then its page is read again by that. */
export function isChanging(): boolean {
  return changing > 0 || Date.now() - changedAt < settles;
}

/** Lets an action run as this tab's own change. */
async function asOwn<T>(action: () => Promise<T>): Promise<T> {
  changing++;
  try {
    return await action();
  } finally {
    changing--;
    changedAt = Date.now();
  }
}

/**
 * What stands is not known then. The page is not read again either: the browser would show in its place that it cannot
 * be had, and what was typed would be gone.
 */
export const unanswered: FormState = {
  ok: false,
  message: "Hoist did not answer. See whether the change was made before you try again.",
};

/** Asks the server, and says so when it does not answer. */
export async function ask(
  action: FormAction,
  previous: FormState,
  form: FormData,
): Promise<FormState> {
  try {
    return await asOwn(() => action(previous, form));
  } catch (error) {
    unstable_rethrow(error);
    return unanswered;
  }
}

/** Runs a form action without a form: what it answered, and why it was refused if it was. */
export async function run(
  action: FormAction,
  fields: Record<string, string>,
): Promise<{ state: FormState; refusal: string | undefined }> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const state = await ask(action, null, form);
  return { state, refusal: refusalOf(state) };
}
