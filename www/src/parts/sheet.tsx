/** A dialog over the page, named by its heading. The browser gives the focus back to what opened it. */
import type { ComponentChildren, RefObject } from "preact";
import { useEffect } from "preact/hooks";

import { useSay } from "./common.js";
import { Icon } from "./marks.js";

interface SheetProps {
  dialog: RefObject<HTMLDialogElement | null>;
  name: "privacy" | "settings" | "help";
  title: string;
  onClose: () => void;
  children: ComponentChildren;
}

export function Sheet({ dialog, name, title, onClose, children }: SheetProps) {
  const say = useSay();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class={`sheet ${name}-sheet`}
      aria-labelledby={`${name}-title`}
      onClose={onClose}
    >
      <div class="sheet-head">
        <h2 id={`${name}-title`}>{title}</h2>
        <button
          type="button"
          class="go"
          aria-label={say("drawer.close")}
          onClick={() => dialog.current?.close()}
        >
          <Icon name="close" />
        </button>
      </div>
      <div class="sheet-body">{children}</div>
    </dialog>
  );
}
