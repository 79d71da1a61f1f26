"use client";

import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { Rule } from "@/lib/evaluation/state";
import { ConditionGroup } from "./condition-group";
import { conditionOf, rootOf } from "./conditions";
import { ServeEditor } from "./serve-editor";

/** All of one rule: for whom, what, and when. */
export function RuleEditor({ rule, onChange }: { rule: Rule; onChange: (rule: Rule) => void }) {
  const set = (changes: Partial<Rule>) => onChange({ ...rule, ...changes });
  return (
    <div className="flex min-w-0 flex-col gap-4 border-t pt-3">
      <ConditionGroup
        group={rootOf(rule.when)}
        onChange={(group) => set({ when: conditionOf(group) })}
      />
      <ServeEditor
        label="Serve"
        serve={rule.serve}
        onChange={(serve) => set({ serve })}
        others="Whoever is left out goes on to the next rule. Raising the share takes nobody out."
      />
      <details className="group" open={rule.name !== "" || Boolean(rule.startsAt || rule.endsAt)}>
        <summary className="w-fit rounded-sm text-sm text-muted hover:text-ink">
          Name and time of this rule
        </summary>
        <div className="mt-2 grid gap-3 sm:grid-cols-3">
          <Field label="Name" optional>
            <Input
              value={rule.name}
              maxLength={200}
              placeholder="Pro in Europe"
              onChange={(event) => set({ name: event.target.value })}
            />
          </Field>
          <DateTimeField
            label="Starts"
            optional
            defaultValue={rule.startsAt ?? ""}
            onValueChange={(utc) => set({ startsAt: utc || null })}
            compact
          />
          <DateTimeField
            label="Ends"
            optional
            defaultValue={rule.endsAt ?? ""}
            onValueChange={(utc) => set({ endsAt: utc || null })}
            compact
          />
        </div>
      </details>
    </div>
  );
}
