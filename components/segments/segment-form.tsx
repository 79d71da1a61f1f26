"use client";

import { useState } from "react";
import { EditConflict } from "@/components/live/edit-conflict";
import { useEditing } from "@/components/live/use-editing";
import { useForm } from "@/components/shell/use-form";
import { ConditionGroup } from "@/components/targeting/condition-group";
import { conditionOf, conditionProblems, rootOf } from "@/components/targeting/conditions";
import { useVoice } from "@/components/targeting/known";
import { Banner } from "@/components/ui/banner";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { HydratedFields } from "@/components/ui/hydrated-fields";
import { Input } from "@/components/ui/input";
import { conditionWords } from "@/lib/history/condition-words";
import { textOf } from "@/lib/history/serve-words";
import { putSegmentAction } from "@/lib/segments/actions";
import type { SegmentView } from "@/lib/segments/schema";
import { PeopleField } from "./people-field";

type Edit = Pick<SegmentView, "name" | "conditions" | "included" | "excluded">;

const labels = {
  name: "Name",
  conditions: "Conditions",
  included: "Always in it",
  excluded: "Never in it",
};

const fieldsOf = ({ name, conditions, included, excluded }: Edit) => ({
  name,
  conditions: JSON.stringify(conditions),
  included: JSON.stringify(included),
  excluded: JSON.stringify(excluded),
});

/** A segment: its conditions, and who is in it or out of it whatever they say. */
export function SegmentForm({ project, segment }: { project: string; segment: SegmentView }) {
  const voice = useVoice();
  const [changes, setChanges] = useState<Partial<Edit>>({});
  const discard = () => setChanges({});
  const form = useForm(putSegmentAction, () => {
    editing.saved();
    discard();
  });
  const editing = useEditing(form.ref, segment, fieldsOf, form.pending, discard);
  const edit: Edit = { ...editing.base, ...changes };
  const set = (next: Partial<Edit>) => setChanges({ ...changes, ...next });
  const told = (text: string) => textOf(conditionWords(JSON.parse(text), voice)) || "everybody";
  const conflict = editing.conflict?.map((each) =>
    each.name === "conditions"
      ? { ...each, theirs: told(each.theirs), yours: told(each.yours) }
      : each,
  );
  const root = rootOf(edit.conditions);
  const problems = root.parts.flatMap(conditionProblems);

  return (
    <form {...form.props} className="flex flex-col gap-5">
      <input type="hidden" name="project" value={project} />
      <input type="hidden" name="key" value={segment.key} />
      <input type="hidden" name="version" value={editing.base.version} />
      <input type="hidden" name="conditions" value={JSON.stringify(edit.conditions)} />
      <EditConflict
        editing={{ ...editing, conflict: conflict ?? null }}
        labels={labels}
        who={null}
      />
      {form.message && (
        <Banner tone="danger" live>
          {form.message}
        </Banner>
      )}
      <Field label="Name" error={form.error("name")} className="max-w-md">
        <Input
          name="name"
          value={edit.name}
          maxLength={200}
          autoComplete="off"
          onChange={(event) => set({ name: event.target.value })}
        />
      </Field>
      <div>
        <HydratedFields key={editing.round}>
          <ConditionGroup
            group={root}
            onChange={(group) => set({ conditions: conditionOf(group) })}
          />
        </HydratedFields>
        <p role="alert" className="mt-1 text-sm text-danger empty:hidden">
          {form.error("conditions")}
        </p>
      </div>
      <div className="grid gap-4 md:grid-cols-2">
        <PeopleField
          label="Always in it"
          name="included"
          keys={edit.included}
          onKeysChange={(included) => set({ included })}
          error={form.error("included")}
        />
        <PeopleField
          label="Never in it"
          name="excluded"
          keys={edit.excluded}
          onKeysChange={(excluded) => set({ excluded })}
          error={form.error("excluded")}
        />
      </div>
      <div className="flex flex-wrap items-center justify-end gap-2">
        <p className="min-w-0 flex-1 text-sm text-muted">{problems[0]}</p>
        <Button
          type="submit"
          variant="primary"
          pending={form.pending}
          disabled={problems.length > 0}
        >
          Save segment
        </Button>
      </div>
    </form>
  );
}
