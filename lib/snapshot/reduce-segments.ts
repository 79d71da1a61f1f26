import type { AuditRow } from "@/lib/history/row";
import { documentOf } from "./reduce-flags";
import { nameOfSegment, putSegment, type Rows } from "./rows";
import { type State, touch } from "./state";

/** A segment as it is from now on. Who is named in it is told apart, and not at all once one of them is erased. */
export function applySegment(state: State, row: AuditRow): void {
  const after = documentOf<Omit<Rows["segment"], "included" | "excluded">>(row.after);
  putSegment(state, { included: [], excluded: [], ...after, ...row.personal?.after });
}

export function deleteSegment(state: State, row: AuditRow): void {
  const { id, projectId, key } = documentOf<Rows["segment"]>(row.before);
  const project = state.projects.get(projectId);
  if (!project?.segments.delete(id)) return;
  project.compiledSegments.delete(key);
  state.degraded.delete(nameOfSegment(project, { key }));
  for (const environment of project.environments) touch(environment);
}
