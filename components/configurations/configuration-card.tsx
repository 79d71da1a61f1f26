import { KeptTextPanel } from "@/components/shell/kept-text-panel";
import { Card } from "@/components/ui/card";
import type { ConfigurationView } from "@/lib/configurations/schema";
import { ConfigurationForm } from "./configuration-form";
import { ConfigurationLine } from "./configuration-line";

/** One's own values: what apps are told about oneself, and nobody else edits. */
export function ConfigurationCard({
  configurations,
  confirmed,
}: {
  configurations: ConfigurationView[];
  confirmed: boolean;
}) {
  return (
    <Card
      title="Configuration"
      description="Values that apps get together with your features. Nobody else sees or changes them."
      footer={
        confirmed
          ? undefined
          : "Your account is not confirmed yet: apps get these once an editor has confirmed it."
      }
      flush
    >
      <KeptTextPanel rows={configurations.map(({ key }) => key).join(" ")} />
      {configurations.length > 0 && (
        <ul aria-label="Your configuration" className="divide-y divide-line border-b">
          {configurations.map((configuration) => (
            <ConfigurationLine key={configuration.key} configuration={configuration} />
          ))}
        </ul>
      )}
      <ConfigurationForm />
    </Card>
  );
}
