import type { BulkVerdict } from "@/lib/flags/schema/bulk";
import { bulkSummary } from "./bulk-words";

const parts = [
  ["refused", "What is refused"],
  ["change", "What changes"],
  ["same", "What stays as it is"],
] as const;

// Whatever scrolls must take focus, or the keyboard cannot scroll it (WCAG 2.1.1).
const focusable = { tabIndex: 0 };

/** What would become of each flag, in words. */
export function BulkPreview({ verdicts }: { verdicts: BulkVerdict[] }) {
  const of = (outcome: string) => verdicts.filter((verdict) => verdict.outcome === outcome);
  const counts = {
    change: of("change").length,
    same: of("same").length,
    refused: of("refused").length,
  };
  return (
    <div>
      <p role="status" className="font-medium">
        {bulkSummary(counts)}
      </p>
      <section
        aria-label="What would happen to each flag"
        {...focusable}
        className="mt-2 flex max-h-80 flex-col gap-3 overflow-y-auto rounded-md border p-3 focus-visible:-outline-offset-2"
      >
        {parts.map(([outcome, title]) => {
          const list = of(outcome);
          if (list.length === 0) return null;
          return (
            <div key={outcome}>
              <h3 className="text-sm font-medium text-muted">{title}</h3>
              <ul className="mt-1 flex flex-col gap-1">
                {list.map(({ key, message }) => (
                  // Hundreds of them stay quick: what is out of view is not laid out.
                  <li
                    key={key}
                    className="[content-visibility:auto] [contain-intrinsic-size:auto_1.25rem]"
                  >
                    <span className="font-mono text-sm break-all">{key}</span>{" "}
                    <span className={outcome === "refused" ? "text-danger" : "text-muted"}>
                      {message}
                    </span>
                  </li>
                ))}
              </ul>
            </div>
          );
        })}
      </section>
    </div>
  );
}
