// The last ones come alone from assistive technology.
const signs = ["pointermove", "pointerdown", "keydown", "click", "input"] as const;

/** Acts once somebody moves, presses or types: what only they need is fetched then, not while the page opens. */
export function onFirstSign(act: () => void): () => void {
  const stop = () => {
    for (const sign of signs) document.removeEventListener(sign, once, true);
  };
  function once() {
    stop();
    act();
  }
  for (const sign of signs) document.addEventListener(sign, once, { capture: true, passive: true });
  return stop;
}
