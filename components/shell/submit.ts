import { type FormAction, run } from "./run";
import { announce } from "./undo";

export type { FormAction } from "./run";

/** Runs a form action without a form: a toast says what happened, the returned text what did not. */
export async function submit(
  action: FormAction,
  fields: Record<string, string>,
): Promise<string | undefined> {
  const { state, refusal } = await run(action, fields);
  announce(state);
  return refusal;
}
