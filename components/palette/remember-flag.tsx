"use client";

import { useEffect } from "react";
import { remember } from "./key-lists";

/** On a flag's page: the palette offers it as a recent one from now on. */
export function RememberFlag({ project, flag }: { project: string; flag: string }) {
  useEffect(() => remember("recent", project, flag), [project, flag]);
  return null;
}
