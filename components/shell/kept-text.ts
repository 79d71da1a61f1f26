import { type RefObject, useLayoutEffect, useRef } from "react";

export type Kept = { label: string; text: string };

let dropped: { path: string; at: number; texts: Kept[] }[] = [];
/** Long enough for the page that takes a form's place, too short for a form that was closed before. */
const takesPlaceWithin = 2_000;

/** What was being typed on this page when it went: its forms were taken away a moment ago. */
export function keptOn(path: string): Kept[] {
  const since = Date.now() - takesPlaceWithin;
  return dropped.filter((one) => one.path === path && one.at > since).flatMap(({ texts }) => texts);
}

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** Keeps what was typed into a form for whatever takes its place; `done` is to be called when it was saved. */
export function useKeptText(form: RefObject<HTMLFormElement | null>): { done: () => void } {
  const typed = useRef(new Set<TextField>());

  useLayoutEffect(() => {
    const element = form.current;
    if (!element) return;
    const fields = typed.current;
    const note = ({ target }: Event) => {
      if (isText(target)) fields.add(target);
    };
    const forget = () => fields.clear();
    element.addEventListener("input", note);
    element.addEventListener("reset", forget);
    // The address may be another one by the time the form goes: what was typed belongs to this page.
    const path = window.location.pathname;
    return () => {
      element.removeEventListener("input", note);
      element.removeEventListener("reset", forget);
      const texts = [...fields]
        .filter((field) => element.contains(field) && field.value.trim() !== "")
        .map((field) => ({ label: labelOf(field), text: field.value }));
      dropped =
        texts.length > 0 ? [{ path, at: Date.now(), texts }, ...dropped].slice(0, 10) : dropped;
    };
  }, [form]);

  return { done: () => typed.current.clear() };
}

function isText(target: EventTarget | null): target is TextField {
  if (target instanceof HTMLTextAreaElement) return true;
  return target instanceof HTMLInputElement && ["text", "search", "email"].includes(target.type);
}

function labelOf(field: TextField): string {
  return (
    field.labels?.[0]?.firstChild?.textContent ?? field.getAttribute("aria-label") ?? field.name
  );
}
