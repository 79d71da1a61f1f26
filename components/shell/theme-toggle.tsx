"use client";

import { Contrast, Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { Segmented } from "@/components/ui/segmented";
import { useHydrated } from "@/components/ui/use-hydrated";

/** What one may choose; the palette offers the same. */
export const themes = [
  { value: "light", label: "Light", icon: <Sun aria-hidden="true" className="size-4" /> },
  { value: "dark", label: "Dark", icon: <Moon aria-hidden="true" className="size-4" /> },
  {
    value: "contrast",
    label: "High contrast",
    icon: <Contrast aria-hidden="true" className="size-4" />,
  },
  {
    value: "system",
    label: "As the system",
    icon: <Monitor aria-hidden="true" className="size-4" />,
  },
];

/** Light, dark, high contrast, or what the system says. The server does not know the choice, so none is marked there. */
export function ThemeToggle() {
  const { theme, setTheme } = useTheme();
  const hydrated = useHydrated();
  return (
    <Segmented
      label="Theme"
      segments={themes}
      value={hydrated ? (theme ?? "system") : ""}
      onValueChange={setTheme}
    />
  );
}
