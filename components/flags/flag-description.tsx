import { excerpt } from "./excerpt";

const long = 320;

/** The description; a long one folds, so that the switches stay in view. */
export function FlagDescription({ text }: { text: string }) {
  if (text === "") return null;
  const whole = (
    <p dir="auto" className="max-w-3xl break-words whitespace-pre-line">
      {text}
    </p>
  );
  if (text.length <= long) return <div className="mb-4 text-muted">{whole}</div>;
  return (
    <details className="group mb-4 text-muted">
      <summary className="max-w-3xl list-none rounded-sm [&::-webkit-details-marker]:hidden">
        <span dir="auto" className="block break-words group-open:hidden">
          {excerpt(text, long)}
        </span>
        <span className="text-accent underline group-open:hidden">Show all</span>
        <span className="hidden text-accent underline group-open:inline">Show less</span>
      </summary>
      {whole}
    </details>
  );
}
