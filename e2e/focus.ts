import { expect, type Page } from "@playwright/test";

type Walk = { seen: Set<Element>; wrong: string[]; end: () => void };
type Walking = Window & { walk?: Walk };

/**
 * Walks through the page, or what is open over it, with Tab: everything that can be used is reached,
 * shows that it has the focus, and is not covered by anything while it has it.
 */
export async function expectTabWalk(page: Page, what: string): Promise<void> {
  // What had the focus and is hidden at this size loses it, but only once the page is painted.
  await page.waitForFunction(() => document.activeElement?.checkVisibility() ?? true);
  const stops = await page.evaluate(setOut);
  // Held down: every one after the first repeats it.
  for (let press = 0; press < stops + 2; press++) await page.keyboard.down("Tab");
  await page.keyboard.up("Tab");
  expect.soft(await page.evaluate(arrive), `${what}, walked with Tab`).toEqual([]);
}

/** Runs in the page. Looks at each stop when the next one is asked for; returns how many there should be. */
function setOut(): number {
  const walk: Walk = { seen: new Set(), wrong: [], end: () => {} };
  const look = (event: KeyboardEvent) => {
    const stop = document.activeElement;
    if (event.key !== "Tab" || !stop || stop === document.body || walk.seen.has(stop)) return;
    walk.seen.add(stop);
    const wrong = wrongWith(stop);
    if (wrong) walk.wrong.push(`${nameOf(stop)} ${wrong}`);
  };
  document.addEventListener("keydown", look, true);
  const all = stopsIn(over() ?? document.body);
  walk.end = () => {
    document.removeEventListener("keydown", look, true);
    const outside = over();
    for (const stop of all)
      if (!walk.seen.has(stop) && stop.isConnected)
        walk.wrong.push(`${nameOf(stop)} is not reached`);
    for (const stop of walk.seen)
      if (outside && !outside.contains(stop)) walk.wrong.push(`${nameOf(stop)} lies behind`);
  };
  (window as Walking).walk = walk;
  // Who opens this at this size has what has the focus in sight.
  document.activeElement?.scrollIntoView({ block: "nearest" });
  // Within a date Tab goes from part to part; a group none of whose own can be a stop yet is one itself.
  const dates = all.filter((each) => each.matches("[type=date], [type=datetime-local]"));
  const groups = (over() ?? document).querySelectorAll("[role=group], [role=radiogroup]");
  return all.length + groups.length + 6 * dates.length;

  function over(): Element | undefined {
    const open = document.querySelectorAll("[role=dialog], [role=alertdialog]");
    return [...open].at(-1);
  }

  function stopsIn(root: Element): Element[] {
    const candidates = "a[href], button, input, select, textarea, summary, [tabindex]";
    // A group hands the focus on to the one of its own that has it.
    return [...root.querySelectorAll<HTMLElement>(candidates)].filter(
      (each) =>
        each.tabIndex >= 0 &&
        !each.matches(
          ":disabled, [inert] *, [type=hidden], [data-radix-focus-guard], [role=group], [role=radiogroup]",
        ) &&
        each.checkVisibility({ visibilityProperty: true }),
    );
  }

  function wrongWith(stop: Element): string | undefined {
    // An input within a field of several things has its frame around all of them.
    if (![stop, stop.parentElement].some(isOutlined)) return "does not show the focus";
    const box = [...stop.getClientRects()].find(({ width, height }) => width > 0 && height > 0);
    if (!box) return "has no place";
    const left = Math.max(box.left, 0) + 3;
    const right = Math.min(box.right, window.innerWidth) - 3;
    const top = Math.max(box.top, 0) + 3;
    const bottom = Math.min(box.bottom, window.innerHeight) - 3;
    if (left > right || top > bottom) return "is out of sight";
    const middle = [(left + right) / 2, (top + bottom) / 2] as const;
    const edges = [
      [left, middle[1]],
      [right, middle[1]],
      [middle[0], top],
      [middle[0], bottom],
    ];
    // What is higher than a few lines may reach below the bar at the top.
    const places = box.height > 120 ? [middle] : [middle, ...edges];
    for (const [x = 0, y = 0] of places) {
      const hit = document.elementFromPoint(x, y);
      if (!hit || !(stop.contains(hit) || hit.contains(stop)))
        return `is covered by ${hit && nameOf(hit)}`;
    }
    return undefined;
  }

  function isOutlined(element: Element | null): boolean {
    if (!element) return false;
    const { outlineStyle, outlineWidth } = getComputedStyle(element);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  }

  function nameOf(element: Element): string {
    const words = element.getAttribute("aria-label") ?? element.textContent ?? "";
    const id = element.getAttribute("name") ?? element.id;
    return `${element.tagName.toLowerCase()} ${words.trim().slice(0, 40) || id}`;
  }
}

/** Runs in the page. What was found on the way. */
function arrive(): string[] {
  const { walk } = window as Walking;
  if (!walk) return ["nobody set out"];
  walk.end();
  return walk.wrong;
}
