"use client";

import { ThemeProvider as NextThemes } from "next-themes";
import type { ReactNode } from "react";

const themes = ["light", "dark", "contrast"];

/** Light, dark or high contrast as the system has it, unless chosen here; the choice stays in this browser. */
export function ThemeProvider({ nonce, children }: { nonce?: string; children: ReactNode }) {
  return (
    <NextThemes
      attribute="data-theme"
      themes={themes}
      defaultTheme="system"
      enableSystem
      // globals.css sets color-scheme with the tokens.
      enableColorScheme={false}
      disableTransitionOnChange
      nonce={nonce}
      // React warns of scripts it renders in the browser, where this one has done its work.
      scriptProps={{ type: typeof window === "undefined" ? "text/javascript" : "text/plain" }}
    >
      {children}
    </NextThemes>
  );
}
