"use client";

import { useState } from "react";
import { useReorder } from "@/components/ui/use-reorder";
import type { Rule } from "@/lib/evaluation/state";
import { useKnown } from "./known";
import { Part } from "./part";
import { copied, moved, newRule, type Problem } from "./plan";
import { RuleItem } from "./rule-item";

/** The rules in their order, the first that holds deciding. */
export function RulesPart({
  rules,
  problems,
  onChange,
}: {
  rules: Rule[];
  problems: Problem[];
  /** Absent where one may only read. */
  onChange?: (rules: Rule[]) => void;
}) {
  const { variants } = useKnown();
  const [open, setOpen] = useState<string[]>([]);
  const [fresh, setFresh] = useState<string | null>(null);
  const change = (next: Rule[]) => onChange?.(next);
  const order = useReorder(rules.length, (from, to) => change(moved(rules, from, to)));

  function add(rule: Rule, at: number) {
    setOpen([...open, rule.id]);
    setFresh(rule.id);
    change([...rules.slice(0, at), rule, ...rules.slice(at)]);
  }

  return (
    <Part
      title="Rules"
      hint={
        rules.length === 0
          ? "None: everybody gets the same. A rule serves some users something else, by what is known of them."
          : "From top to bottom; the first one that holds decides."
      }
      addLabel="Add a rule"
      onAdd={onChange && (() => add(newRule(variants[0]?.key ?? ""), rules.length))}
      className="border-t"
    >
      <ol ref={order.list} aria-label="Rules" className="divide-y divide-line empty:pb-3">
        {rules.map((rule, index) => (
          <RuleItem
            key={rule.id}
            rule={rule}
            number={index + 1}
            count={rules.length}
            open={open.includes(rule.id)}
            fresh={fresh === rule.id}
            problems={problems.flatMap((each) => (each.rule === rule.id ? [each.message] : []))}
            landing={order.landing(index)}
            dragged={order.dragged === index}
            handle={order.handle(index)}
            moves={
              onChange && {
                up: index > 0 ? () => order.move(index, index - 1) : undefined,
                down: index < rules.length - 1 ? () => order.move(index, index + 1) : undefined,
                copy: () => add(copied(rule), index + 1),
                remove: () => change(rules.filter(({ id }) => id !== rule.id)),
              }
            }
            onOpenChange={(next) => {
              setFresh(null);
              setOpen(next ? [...open, rule.id] : open.filter((id) => id !== rule.id));
            }}
            onChange={(next) => change(rules.map((each) => (each.id === rule.id ? next : each)))}
          />
        ))}
      </ol>
      <p role="status" className="sr-only">
        {order.said}
      </p>
    </Part>
  );
}
