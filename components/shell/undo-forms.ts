import { deleteConfigurationAction, putConfigurationAction } from "@/lib/configurations/actions";
import { updateEnvironmentAction } from "@/lib/environments/actions";
import {
  archiveFlagAction,
  bulkAction,
  killAction,
  restoreFlagAction,
  switchAction,
  targetingAction,
  updateFlagAction,
} from "@/lib/flags/actions";
import { deleteMembershipAction, putMembershipAction } from "@/lib/memberships/actions";
import { renameProjectAction } from "@/lib/projects/actions";
import { createSegmentAction, deleteSegmentAction, putSegmentAction } from "@/lib/segments/actions";
import { deleteToggleAction, endToggleAction, putToggleAction } from "@/lib/toggles/actions";
import {
  changeTargetingKeyAction,
  confirmUserAction,
  describeUserAction,
  renameAction,
  setRoleAction,
  setUserActiveAction,
} from "@/lib/users/actions";
import type { FormAction } from "./run";

/** The forms that take changes back, by the names that actions give them. */
export const undoForms: Record<string, FormAction> = {
  switch: switchAction,
  kill: killAction,
  targeting: targetingAction,
  flag: updateFlagAction,
  archive: archiveFlagAction,
  bulk: bulkAction,
  restore: restoreFlagAction,
  toggle: putToggleAction,
  endToggle: endToggleAction,
  deleteToggle: deleteToggleAction,
  segment: putSegmentAction,
  createSegment: createSegmentAction,
  deleteSegment: deleteSegmentAction,
  environment: updateEnvironmentAction,
  project: renameProjectAction,
  rename: renameAction,
  describeUser: describeUserAction,
  targetingKey: changeTargetingKeyAction,
  confirmUser: confirmUserAction,
  userActive: setUserActiveAction,
  userRole: setRoleAction,
  membership: putMembershipAction,
  deleteMembership: deleteMembershipAction,
  configuration: putConfigurationAction,
  deleteConfiguration: deleteConfigurationAction,
};
