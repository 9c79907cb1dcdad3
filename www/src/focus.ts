/** Keeps the focus near where it was when the element that had it goes away. */

/**
 * A button that removes itself (stop, reset, remove) would leave the focus on the page's body, and
 * a keyboard at its beginning. The nearest ancestor that is still there takes it.
 */
export function keepFocus(): void {
  let path: Element[] = [];
  addEventListener("focusin", ({ target }) => {
    path = [];
    for (let at = target instanceof Element ? target : null; at; at = at.parentElement)
      path.push(at);
  });
  new MutationObserver(() => {
    const [lost] = path;
    if (document.activeElement !== document.body || !lost || lost.isConnected) return;
    const near = path.find(
      (element): element is HTMLElement =>
        element.isConnected && element instanceof HTMLElement && element !== document.body,
    );
    path = [];
    if (!near || near.id === "app") return;
    if (!near.hasAttribute("tabindex")) near.tabIndex = -1;
    near.focus({ preventScroll: true });
  }).observe(document.body, { childList: true, subtree: true });
}
