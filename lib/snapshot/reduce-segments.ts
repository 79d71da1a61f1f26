import type { AuditRow } from "@/lib/history/row";
import { documentOf } from "./reduce-flags";
import { putSegment, type Rows } from "./rows";
import { type State, touch } from "./state";

/** A segment as it is from now on. */
export function applySegment(state: State, row: AuditRow): void {
  putSegment(state, documentOf<Rows["segment"]>(row.after));
}

export function deleteSegment(state: State, row: AuditRow): void {
  const { id, projectId, key } = documentOf<Rows["segment"]>(row.before);
  const project = state.projects.get(projectId);
  if (!project?.segments.delete(id)) return;
  project.compiledSegments.delete(key);
  state.degraded.delete(`segment ${project.key}/${key}`);
  for (const environment of project.environments) touch(environment);
}
