"use client";

import { createContext, useContext } from "react";

export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": true | undefined;
  required: boolean | undefined;
};

export const FieldContext = createContext<FieldControl | null>(null);

/** The attributes that tie a control to the Field around it; nothing outside of a Field. */
export function useFieldControl(): Partial<FieldControl> {
  return useContext(FieldContext) ?? {};
}
