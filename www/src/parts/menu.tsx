/** A button with what it opens below it: choices that act at once and need no closing word. */
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

interface MenuProps {
  label: string;
  /** How many choices are in force; not shown where there are none. */
  chosen?: string | undefined;
  kind: string;
  children: ComponentChildren;
}

export function Menu({ label, chosen, kind, children }: MenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const [open, setOpen] = useState(false);
  const close = (event: KeyboardEvent) => {
    if (event.key !== "Escape" || !details.current?.open) return;
    event.stopPropagation();
    details.current.open = false;
    details.current.querySelector("summary")?.focus();
  };
  useEffect(() => {
    if (!open) return;
    // Whoever goes on elsewhere wants to see what lies below it.
    const leave = ({ target }: Event) => {
      const here = details.current;
      if (here && target instanceof Node && !here.contains(target)) here.open = false;
    };
    addEventListener("pointerdown", leave);
    addEventListener("focusin", leave);
    return () => {
      removeEventListener("pointerdown", leave);
      removeEventListener("focusin", leave);
    };
  }, [open]);
  return (
    <details
      ref={details}
      class={`menu ${kind}`}
      onKeyDown={close}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary class="button">
        {label}
        {chosen && <span class="chosen">{chosen}</span>}
      </summary>
      <div class="menu-list">{children}</div>
    </details>
  );
}
