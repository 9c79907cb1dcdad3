/** The lists that are kept, and the question before one is removed. */
import { useEffect, useRef } from "preact/hooks";

import { makerOf } from "../annotation.js";
import { copyText } from "../copy.js";
import { ageOf, releaseOf } from "../panel-file.js";
import { Name, useSay } from "../parts/common.js";
import { Icon } from "../parts/marks.js";
import type { LibraryProps } from "./app.js";
import { Changes } from "./changes.js";
import type { Kept } from "./kept.js";
import { useLibrarySay } from "./text.js";

/** Where ClinVar's releases are: to be copied, since the page has no links. */
const CLINVAR = "ftp.ncbi.nlm.nih.gov/pub/clinvar/";

export function Holdings({ state, controller }: LibraryProps) {
  const say = useLibrarySay();
  const { kept, removing } = state;
  return (
    <section class={`card pad holdings${kept ? "" : " awaited"}`} aria-labelledby="kept">
      <div class="holdings-head">
        <h2 id="kept">{say("library.kept")}</h2>
        {kept && kept.length > 0 && (
          <span class="muted small">{say("library.count", { n: kept.length })}</span>
        )}
      </div>
      {state.swept > 0 && (
        <p class="muted small swept">{say("library.swept", { n: state.swept })}</p>
      )}
      {!kept && <p class="muted">{say("library.looking")}</p>}
      {kept?.length === 0 && <Empty />}
      {kept && kept.length > 0 && (
        <ul class="kept">
          {kept.map((one) => (
            <Holding key={one.id} kept={one} {...{ state, controller }} />
          ))}
        </ul>
      )}
      {removing && <Question kept={removing} {...{ state, controller }} />}
    </section>
  );
}

function Empty() {
  const say = useLibrarySay();
  return (
    <div class="empty">
      <svg class="shelf" viewBox="0 0 172 44" aria-hidden="true">
        <path d="M0 40h172M28 40V12h9v28M43 40V6h9v34M58 40V15h9v25M104 40l10-30 8.6 2.8-10 27.2" />
        <path class="faint" d="M0 4h172M70 0v8M140 0v8" />
      </svg>
      <p class="strong">{say("library.empty")}</p>
      <p class="muted small">{say("library.empty.hint")}</p>
      <p class="small">
        <code>{CLINVAR}</code>
      </p>
    </div>
  );
}

function Holding({ kept, state, controller }: LibraryProps & { kept: Kept }) {
  const say = useLibrarySay();
  const { info, bytes } = kept;
  const { name, sha256 } = info;
  const { changes } = state;
  const earlier = controller.before(kept);
  const sha = `${sha256.slice(0, 8)}…${sha256.slice(-4)}`;
  return (
    <li>
      <h3>
        <Name>{name}</Name>
      </h3>
      <Facts kept={kept} />
      <p class="muted small stored">
        <span>{say.size(bytes)}</span>
        <span>{say("library.added", { date: dayOf(kept.added, state.language) })}</span>
        <button
          type="button"
          class="sha"
          aria-label={say("library.copy", { name, sha })}
          title={sha256}
          onClick={() => controller.copied(kept, copyText(sha256))}
        >
          <code>{sha}</code>
        </button>
      </p>
      <div class="acts">
        <button
          type="button"
          class="button quiet"
          aria-label={say("library.save.name", { name })}
          onClick={() => controller.save(kept)}
        >
          <Icon name="save" />
          {say("library.save")}
        </button>
        <button
          type="button"
          class="button quiet"
          aria-label={say("library.remove.name", { name })}
          onClick={() => controller.ask(kept)}
        >
          {say("library.remove")}
        </button>
      </div>
      {earlier && changes?.to.id !== kept.id && (
        <p class="changed">
          <button
            type="button"
            class="link"
            disabled={!state.modules}
            onClick={() => void controller.compare(kept)}
          >
            {say("changes.open", { date: releaseOf(earlier.info) ?? "" })}
          </button>
        </p>
      )}
      {changes?.to.id === kept.id && <Changes {...{ changes, state, controller }} />}
    </li>
  );
}

/** Build, entries, source, release and its age. */
function Facts({ kept: { info } }: { kept: Kept }) {
  const page = useSay();
  const say = useLibrarySay();
  const release = releaseOf(info);
  const age = release === undefined ? undefined : ageOf(release);
  return (
    <ul class="small facts-line">
      <li class="strong">{info.build ?? page("panel.build.none")}</li>
      <li>{page("panel.entries", { n: info.alleles })}</li>
      <li>
        <Name>{page("panel.source", { source: makerOf(info) })}</Name>
      </li>
      {release ? (
        <li>{page("panel.dated", { date: release })}</li>
      ) : (
        <li class="muted">{say("library.undated")}</li>
      )}
      {age !== undefined && <li class="muted">{say("library.age", { n: age })}</li>}
    </ul>
  );
}

function dayOf(time: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: "medium" }).format(new Date(time));
}

function Question({ kept, controller }: LibraryProps & { kept: Kept }) {
  const say = useLibrarySay();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      class="ask"
      aria-labelledby="remove-title"
      onClose={() => controller.ask(undefined)}
    >
      <h2 id="remove-title">{say("library.remove.title")}</h2>
      <p>{say("library.remove.body", { name: kept.info.name })}</p>
      <div class="acts">
        <button type="button" class="button" onClick={() => dialog.current?.close()}>
          {say("library.remove.keep")}
        </button>
        <button type="button" class="button primary" onClick={() => void controller.remove(kept)}>
          {say("library.remove")}
        </button>
      </div>
    </dialog>
  );
}
