import { PageHeader } from "@/components/shell/page-header";
import { ThemeToggle } from "@/components/shell/theme-toggle";
import { ActionExamples } from "./action-examples";
import { ChartExamples } from "./chart-examples";
import { DataExamples } from "./data-examples";
import { FeedbackExamples } from "./feedback-examples";
import { FieldExamples } from "./field-examples";
import { FoundationExamples } from "./foundation-examples";
import { OverlayExamples } from "./overlay-examples";
import { SwitchExamples } from "./switch-examples";

/** Every primitive in all its states; the theme is chosen at the top. */
export function DesignPage() {
  return (
    <main className="mx-auto max-w-5xl px-4 py-6">
      <PageHeader
        title="Design"
        description="Every primitive of the console in all its states."
        actions={<ThemeToggle />}
      />
      <FoundationExamples />
      <ActionExamples />
      <FieldExamples />
      <SwitchExamples />
      <OverlayExamples />
      <FeedbackExamples />
      <DataExamples />
      <ChartExamples />
    </main>
  );
}
