import { updateEnvironmentAction } from "@/lib/environments/actions";
import {
  archiveFlagAction,
  killAction,
  restoreFlagAction,
  serveAction,
  switchAction,
  updateFlagAction,
} from "@/lib/flags/actions";
import { renameProjectAction } from "@/lib/projects/actions";
import { deleteToggleAction, endToggleAction, putToggleAction } from "@/lib/toggles/actions";
import type { FormAction } from "./run";

/** The forms that take changes back, by the names that actions give them. */
export const undoForms: Record<string, FormAction> = {
  switch: switchAction,
  kill: killAction,
  serve: serveAction,
  flag: updateFlagAction,
  archive: archiveFlagAction,
  restore: restoreFlagAction,
  toggle: putToggleAction,
  endToggle: endToggleAction,
  deleteToggle: deleteToggleAction,
  environment: updateEnvironmentAction,
  project: renameProjectAction,
};
