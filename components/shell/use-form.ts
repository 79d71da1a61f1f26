"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, startTransition, useActionState, useEffect, useRef } from "react";
import type { FormState } from "@/lib/form-state";
import { useKeptText } from "./kept-text";
import { ask, type FormAction, unanswered } from "./run";
import { announce } from "./undo";

/**
 * A form over a server action: keeps what was typed when it is refused or when the page is taken away, moves focus to the first
 * wrong field, and says in a toast what was done.
 */
export function useForm(action: FormAction, done?: () => void) {
  const form = useRef<HTMLFormElement>(null);
  const kept = useKeptText(form);
  const router = useRouter();
  const [state, dispatch, pending] = useActionState(async (previous: FormState, data: FormData) => {
    const next = await ask(action, previous, data);
    if (next?.ok) {
      kept.done();
      announce(next);
      done?.();
    }
    return next;
  }, null);

  useEffect(() => {
    if (state?.ok !== false) return;
    // Refused as a whole: what stands may have changed meanwhile. What was typed stays.
    if (state.message && state !== unanswered) router.refresh();
    form.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [state, router]);

  // Not `action={dispatch}`: React would empty the fields after a refusal.
  function onSubmit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    event.stopPropagation();
    if (pending) return;
    const data = new FormData(event.currentTarget);
    startTransition(() => dispatch(data));
  }

  const refused = state?.ok === false ? state : undefined;
  return {
    props: { ref: form, onSubmit, noValidate: true },
    ref: form,
    pending,
    /** What is wrong with the whole, if anything. */
    message: refused?.message,
    /** What is wrong with one field. */
    error: (field: string) => refused?.fields?.[field]?.join(" "),
    /** What is wrong with a field that holds a document, or with a place in it: each sentence once. */
    errors: (field: string) => {
      const places = Object.entries(refused?.fields ?? {}).filter(
        ([path]) => path === field || path.startsWith(`${field}.`),
      );
      return [...new Set(places.flatMap(([, sentences]) => sentences ?? []))];
    },
  };
}
