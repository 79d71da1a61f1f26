import { Banner } from "@/components/ui/banner";
import type { FormState } from "@/lib/form-state";

/** What a form's action said, when it is about the whole form. */
export function FormAnswer({ state }: { state: FormState }) {
  if (!state?.message) return null;
  return (
    <Banner live tone={state.ok ? "info" : "danger"}>
      {state.message}
    </Banner>
  );
}

/** What is wrong with one field. */
export function wrong(state: FormState, field: string): string | undefined {
  return state?.ok === false ? state.fields?.[field]?.join(" ") : undefined;
}
