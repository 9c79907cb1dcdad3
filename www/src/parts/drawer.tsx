/** The sheet with the evidence of one entry; others are reached without closing it. */
import type { EntryRow } from "genosieve";
import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Listing, Summary } from "../job/protocol.js";
import { entryText } from "./columns.js";
import { useSay } from "./common.js";
import { Evidence } from "./evidence.js";
import { Icon } from "./marks.js";

interface DrawerProps {
  controller: Controller;
  summary: Summary;
  sample: number;
  listing: Listing;
  index: number;
  onMove: (index: number) => void;
  onClose: () => void;
}

/** The row of an index, as it comes from the worker. */
function useRow({ controller, listing, index }: DrawerProps): EntryRow | undefined {
  const [row, setRow] = useState<EntryRow>();
  useEffect(() => {
    let current = true;
    const range = { view: listing.view, from: index, to: index + 1 };
    void controller.ask("rows", range).then((rows) => {
      if (current) setRow(rows?.[0]);
    });
    return () => {
      current = false;
    };
  }, [listing, index]);
  return row;
}

export function Drawer(props: DrawerProps) {
  const { controller, summary, sample, listing, index, onMove, onClose } = props;
  const say = useSay();
  const row = useRow(props);
  const heard = row && `${say.word(`state.${row.state}`)}: ${entryText(row, say)}`;
  return (
    <DrawerFrame {...{ index, onMove, onClose, heard }} count={listing.count} of={row?.number}>
      {row && <Evidence key={row.number} {...{ controller, summary, sample, row }} />}
    </DrawerFrame>
  );
}

interface FrameProps {
  index: number;
  count: number;
  onMove: (index: number) => void;
  onClose: () => void;
  /** What is shown: of another it begins at the top. */
  of: number | undefined;
  /** What is heard when it comes. */
  heard: string | undefined;
  /** Whether it has room for several columns. */
  wide?: boolean;
  children: ComponentChildren;
}

/** The sheet itself, with the ways to the entries before and behind. */
export function DrawerFrame(props: FrameProps) {
  const { index, count, onMove, onClose, of, heard, wide = false, children } = props;
  const say = useSay();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
    // The first of the buttons may be of no use, and the sheet is to be left as easily as opened.
    dialog.current?.querySelector<HTMLElement>(".close")?.focus();
  }, []);
  useEffect(() => body.current?.scrollTo({ top: 0 }), [of]);
  const move = (by: number) => {
    const next = index + by;
    if (next >= 0 && next < count) onMove(next);
  };
  const keys = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (by === undefined || event.target instanceof HTMLSelectElement) return;
    event.preventDefault();
    move(by);
  };
  return (
    <dialog
      ref={dialog}
      class={wide ? "drawer wide" : "drawer"}
      aria-labelledby="drawer-title drawer-entry"
      onClose={onClose}
      onKeyDown={keys}
      onClick={(event) => event.target === dialog.current && dialog.current?.close()}
    >
      <div class="sheet-head">
        <h2 id="drawer-title">{say("drawer.title")}</h2>
        {/* Heard when another entry comes, from inside the dialog: what is outside of it is as good as not there. */}
        <span id="drawer-entry" class="heard" role="status">
          {heard}
        </span>
        <Go label={say("drawer.previous")} icon="left" off={index === 0} act={() => move(-1)} />
        <Go label={say("drawer.next")} icon="right" off={index + 1 >= count} act={() => move(1)} />
        <Go
          label={say("drawer.close")}
          icon="close"
          off={false}
          act={() => dialog.current?.close()}
        />
      </div>
      <div
        ref={body}
        class="sheet-body"
        tabIndex={0}
        role="group"
        aria-labelledby="drawer-title drawer-entry"
      >
        {children}
      </div>
    </dialog>
  );
}

function Go(props: {
  label: string;
  icon: "left" | "right" | "close";
  off: boolean;
  act: () => void;
}) {
  return (
    <button
      type="button"
      class={`go ${props.icon}`}
      aria-label={props.label}
      aria-disabled={props.off}
      onClick={props.act}
    >
      <Icon name={props.icon} />
    </button>
  );
}
