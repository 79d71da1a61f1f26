import type { Page } from "@playwright/test";

type Remembering = Window & { words?: Map<Text, string> };

/** Remembers the words of the page, or of what is open over it, that can be read now. */
export async function rememberWords(page: Page): Promise<void> {
  await page.evaluate(() => {
    const over = "[role=dialog], [role=alertdialog], [role=menu], [role=listbox]";
    const root = document.querySelector(over) ?? document.querySelector("main") ?? document.body;
    const words = new Map<Text, string>();
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const text = walker.currentNode as Text;
      const parent = text.parentElement;
      if (!text.data.trim() || !parent?.checkVisibility({ visibilityProperty: true })) continue;
      // What only a screen reader reads is a pixel wide; what it never reads repeats something.
      if (parent.closest("option, [aria-hidden=true]") || parent.getBoundingClientRect().width <= 1)
        continue;
      words.set(text, text.data.trim());
    }
    (window as Remembering).words = words;
  });
}

/** What was remembered and cannot be read any more: hidden with nothing in its stead, or out of reach. */
export function lostWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const lost: string[] = [];
    const words = (window as Remembering).words ?? new Map<Text, string>();
    for (const [text, said] of words) {
      const parent = text.parentElement;
      if (!parent?.isConnected) continue;
      if (!parent.checkVisibility({ visibilityProperty: true })) {
        if (!saidElsewhere(parent, said)) lost.push(`hidden: ${said}`);
      } else if (!canBeReached(text, parent)) lost.push(`out of reach: ${said}`);
    }
    return lost;

    function saidElsewhere(hidden: Element, said: string): boolean {
      const around = hidden.closest("li, tr, section, main, [role=dialog]") ?? document.body;
      const walker = document.createTreeWalker(around, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const { data, parentElement } = walker.currentNode as Text;
        if (data.trim() !== said) continue;
        if (parentElement?.checkVisibility({ visibilityProperty: true })) return true;
      }
      return false;
    }

    function canBeReached(text: Text, parent: Element): boolean {
      const range = document.createRange();
      range.selectNodeContents(text);
      const { left, right, width } = range.getBoundingClientRect();
      if (width === 0) return true;
      for (let at: Element | null = parent; at; at = at.parentElement) {
        const { overflowX, textOverflow } = getComputedStyle(at);
        if (overflowX === "auto" || overflowX === "scroll") return true;
        if (overflowX === "visible") continue;
        const box = at.getBoundingClientRect();
        const cut = left < box.left - 1 || right > box.right + 1;
        // Cut short with an ellipsis, the whole of it is told on hover.
        if (cut) return textOverflow === "ellipsis" && at.closest("[title]") !== null;
      }
      return left >= -1 && right <= window.innerWidth + 1;
    }
  });
}
