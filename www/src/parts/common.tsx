/** Small pieces that several screens share. */
import type { State } from "genosieve";
import { createContext, type ComponentChildren } from "preact";
import { useContext, useEffect, useRef } from "preact/hooks";

import { speaker, type Say } from "../text/index.js";
import { Mark } from "./marks.js";

/** The language of the page; every component says its texts through it. */
export const Language = createContext<Say>(speaker("en"));

export const useSay = () => useContext(Language);

/** Whether readings in kana stand beside names. */
export const Kana = createContext(true);

/** The heading of a screen: it takes the focus when the screen comes, so that it is read. */
export function Heading({
  children,
  still = false,
}: {
  children: ComponentChildren;
  still?: boolean;
}) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (!still) element.current?.focus({ preventScroll: true });
  }, []);
  return (
    <h1 ref={element} tabIndex={-1}>
      {children}
    </h1>
  );
}

export function StateWord({ state }: { state: State }) {
  const say = useSay();
  return (
    <span class={`state ${state}`}>
      <Mark state={state} />
      <span>{say.word(`state.${state}`)}</span>
    </span>
  );
}

/** A name from a file: it may hold marks that turn the direction of what follows. */
export function Name({ children }: { children: ComponentChildren }) {
  return <bdi>{children}</bdi>;
}

/** A button that opens the file picker: the input itself is out of sight, and not out of reach. */
export function FileButton(props: {
  label: string;
  kind: string;
  onFiles: (files: File[]) => void;
  multiple?: boolean;
  disabled?: boolean;
  describedBy?: string;
}) {
  const input = useRef<HTMLInputElement>(null);
  const take = (event: Event & { currentTarget: HTMLInputElement }) => {
    const files = [...(event.currentTarget.files ?? [])];
    // The same file may be chosen again.
    event.currentTarget.value = "";
    if (files.length > 0) props.onFiles(files);
  };
  return (
    <>
      <input
        ref={input}
        class="file-input"
        type="file"
        tabIndex={-1}
        aria-hidden="true"
        multiple={props.multiple ?? false}
        onChange={take}
      />
      <button
        type="button"
        class={`button ${props.kind}`}
        disabled={props.disabled ?? false}
        aria-describedby={props.describedBy}
        onClick={() => input.current?.click()}
      >
        {props.label}
      </button>
    </>
  );
}

/** The first letter of an English fragment in upper case. */
export const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
