"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Select } from "@/components/ui/select";
import type { Condition } from "@/lib/evaluation/state";
import { AttributeField } from "./attribute-field";
import { type AttributeCondition, negatedIf, unwrapped } from "./conditions";
import { useKnown } from "./known";
import { choiceOf, choose, kindOf, operatorMenu } from "./operators";
import { ValuesField } from "./values-field";

/** One condition: an attribute compared with values, or a segment. */
export function ConditionRow({
  condition,
  onChange,
  onRemove,
}: {
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const { negated, inner } = unwrapped(condition);
  return (
    <div className="flex items-start gap-1">
      <div className="grid min-w-0 flex-1 gap-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_minmax(0,1.5fr)]">
        {"segment" in inner ? (
          <SegmentParts
            negated={negated}
            segment={inner.segment}
            onChange={(turned, segment) => onChange(negatedIf(turned, { segment }))}
          />
        ) : (
          "attribute" in inner && (
            <AttributeParts
              negated={negated}
              condition={inner}
              onChange={(turned, next) => onChange(negatedIf(turned, next))}
            />
          )
        )}
      </div>
      <Button variant="ghost" size="icon" aria-label="Remove this condition" onClick={onRemove}>
        <X aria-hidden="true" className="size-4" />
      </Button>
    </div>
  );
}

function AttributeParts({
  negated,
  condition,
  onChange,
}: {
  negated: boolean;
  condition: AttributeCondition;
  onChange: (negated: boolean, condition: AttributeCondition) => void;
}) {
  const { attribute, op, values } = condition;
  const { attributes } = useKnown();
  // Text and number look alike while there is no value: what was chosen counts.
  const [chosen, setChosen] = useState(() => kindOf(condition));
  const kind = values.length > 0 ? kindOf(condition) : chosen;
  const types = attributes.find(({ name }) => name === attribute)?.types ?? [];

  function name(next: string) {
    const only = attributes.find((each) => each.name === next)?.types;
    const fresh = attribute === "" && values.length === 0 && op === "in";
    if (fresh && only?.join() === "boolean") {
      setChosen("boolean");
      return onChange(negated, { attribute: next, op: "eq", values: [true] });
    }
    if (fresh && only?.join() === "number") setChosen("number");
    onChange(negated, { ...condition, attribute: next });
  }

  function compare(id: string) {
    const next = choose(id, values);
    setChosen(next.kind);
    onChange(next.negated, { attribute, op: next.op, values: next.values });
  }

  return (
    <>
      <AttributeField value={attribute} onValueChange={name} />
      <Select
        aria-label="Comparison"
        value={
          kind === kindOf(condition)
            ? choiceOf(negated, condition)
            : `${kind}:${op}:${negated ? "not" : ""}:`
        }
        onChange={(event) => compare(event.target.value)}
      >
        {operatorMenu(types, kind, op).map(({ title, choices }) => (
          <optgroup key={title} label={title}>
            {choices.map(({ id, label }) => (
              <option key={id} value={id}>
                {label}
              </option>
            ))}
          </optgroup>
        ))}
      </Select>
      <ValuesField
        key={`${kind}-${op}`}
        kind={kind}
        op={op}
        values={values}
        onValuesChange={(next) => onChange(negated, { ...condition, values: next })}
      />
    </>
  );
}

function SegmentParts({
  negated,
  segment,
  onChange,
}: {
  negated: boolean;
  segment: string;
  onChange: (negated: boolean, segment: string) => void;
}) {
  const { segments } = useKnown();
  const [text, setText] = useState("");
  const low = text.toLowerCase();
  const items = segments
    .filter(({ key, name }) => `${key} ${name}`.toLowerCase().includes(low))
    .slice(0, 50)
    .map(({ key, name }) => ({ value: key, label: name, detail: name === key ? undefined : key }));
  return (
    <>
      <span className="flex min-h-8 items-center px-1 text-muted">The user</span>
      <Select
        aria-label="Membership"
        value={negated ? "not" : "in"}
        onChange={(event) => onChange(event.target.value === "not", segment)}
      >
        <option value="in">is in the segment</option>
        <option value="not">is not in the segment</option>
      </Select>
      <Combobox
        label="Segment"
        items={items}
        value={segment}
        onValueChange={(next) => onChange(negated, next)}
        onSearch={setText}
        placeholder="europe"
        emptyText="There is no such segment. Segments have a page of their own."
      />
    </>
  );
}
