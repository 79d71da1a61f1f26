import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { preload } from "react-dom";
import { ThemeProvider } from "@/components/ui/theme-provider";
import { Toaster } from "@/components/ui/toast";
import "@fontsource-variable/inter";
import inter from "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2";
import "./globals.css";

export const metadata: Metadata = {
  title: { template: "%s · Hoist", default: "Hoist" },
  description: "Feature flags on your own machine.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = { width: "device-width", initialScale: 1 };

/** Reads the nonce the hoist process made for this request, which also keeps every page dynamic. */
export default async function RootLayout({ children }: { children: ReactNode }) {
  // Otherwise it is asked for after the styles, and what is painted until then moves a little.
  preload(inter, { as: "font", type: "font/woff2", crossOrigin: "anonymous" });
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    // next-themes sets data-theme before React arrives.
    <html lang="en" suppressHydrationWarning>
      <body>
        <ThemeProvider nonce={nonce}>
          {children}
          <Toaster />
        </ThemeProvider>
      </body>
    </html>
  );
}
