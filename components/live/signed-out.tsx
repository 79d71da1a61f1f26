"use client";

import { useEffect } from "react";
import { tellSession } from "./session";

/** On pages that only those see who are not signed in: the other tabs of this browser are not either. */
export function SignedOut() {
  useEffect(() => tellSession(null), []);
  return null;
}
