/** Where the entries lie: the chromosomes as lines to scale, one of them at a time more closely, and the same as a table. */
import type { State, Track } from "genosieve";
import { useEffect, useId, useRef, useState } from "preact/hooks";

import type { Controller } from "../controller.js";
import type { Summary } from "../job/protocol.js";
import type { TrackMark, Tracks } from "../job/tracks.js";
import { StateWord, useSay } from "./common.js";
import { askedAbout, ASSUMED, STATES } from "./counts.js";
import { binsOf, countOf, Diamond, labelsOf, Lines } from "./track.js";

/** With more entries than this, ticks become a density. */
const MOST_TICKS = 2_000;
/** Findings of a chromosome that are listed beside its drawing. */
const LISTED = 24;

interface KaryogramProps {
  controller: Controller;
  summary: Summary;
  sample: number;
  /** Shows the entries at a place (`chr7:140753336`, `7:1-99`), and no others. */
  onPlace: (place: string) => void;
}

export function Karyogram(props: KaryogramProps) {
  const { controller, summary, sample, onPlace } = props;
  const say = useSay();
  const [chosen, setChosen] = useState<string>();
  const [asTable, setAsTable] = useState(false);
  const all = useTracks(controller, summary, sample, undefined);
  if (!all || all.tracks.every((track) => entriesOf(track) === 0)) return null;
  const drawn = all.tracks.reduce((sum, track) => sum + entriesOf(track), 0);
  const elsewhere = askedAbout(summary) - drawn;
  const dense = drawn > MOST_TICKS;
  return (
    <section class="karyogram" aria-labelledby="karyogram">
      <div class="section-head">
        <h2 id="karyogram">{say("plot.title")}</h2>
        <button type="button" class="link small" onClick={() => setAsTable(!asTable)}>
          {say(asTable ? "plot.drawing" : "plot.table")}
        </button>
      </div>
      <div class="card pad">
        {asTable ? (
          <Counts tracks={all.tracks} />
        ) : (
          <>
            <p class="muted small">
              {say(dense ? "plot.help.density" : "plot.help")}{" "}
              <span class="on-screen">{say("plot.choose")}</span>
            </p>
            <Chromosomes {...{ all, dense, chosen }} onChoose={setChosen} />
            {chosen !== undefined && (
              <Near
                key={chosen}
                {...{ controller, summary, sample, dense, onPlace }}
                contig={chosen}
                onClose={() => setChosen(undefined)}
              />
            )}
            <ul class="plot-legend small">
              {statesIn(all.tracks).map((state) => (
                <li key={state}>
                  <StateWord state={state} />
                </li>
              ))}
            </ul>
          </>
        )}
        {elsewhere > 0 && <p class="muted small">{say("plot.elsewhere", { n: elsewhere })}</p>}
      </div>
    </section>
  );
}

const entriesOf = (track: Track) => track.counts.reduce((sum, n) => sum + n, 0);

function useTracks(
  controller: Controller,
  summary: Summary,
  sample: number,
  contig: string | undefined,
) {
  const [tracks, setTracks] = useState<Tracks>();
  useEffect(() => {
    let current = true;
    void controller.ask("tracks", { sample, contig }).then((found) => {
      if (current) setTracks(found);
    });
    return () => {
      current = false;
    };
  }, [controller, summary, sample, contig]);
  return tracks;
}

/** States of these tracks: assumed ones where there are some. */
function statesIn(tracks: Track[]): State[] {
  const some = (state: State) => tracks.some((track) => countOf(track, state) > 0);
  return [...STATES, ...ASSUMED.filter(some)];
}

/** What a drawing shows of a chromosome, in words. */
function useWords() {
  const say = useSay();
  return (track: Track) => {
    const list = statesIn([track])
      .map((state) =>
        say("bar.item", { state: say.word(`state.${state}`), n: countOf(track, state) }),
      )
      .join(say("list.separator"));
    return say("plot.chromosome", { contig: track.contig, list });
  };
}

/** All of them; the arrow keys go from one to the next, Enter looks at it more closely. */
function Chromosomes(props: {
  all: Tracks;
  dense: boolean;
  chosen: string | undefined;
  onChoose: (contig: string | undefined) => void;
}) {
  const { all, dense, chosen, onChoose } = props;
  const words = useWords();
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const longest = Math.max(...all.tracks.map(({ length }) => length));
  const go = (event: KeyboardEvent) => {
    const last = all.tracks.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: Math.min(last, at + 1),
      ArrowRight: Math.min(last, at + 1),
      ArrowUp: Math.max(0, at - 1),
      ArrowLeft: Math.max(0, at - 1),
      Home: 0,
      End: last,
    };
    const next = steps[event.key];
    if (next === undefined) return;
    event.preventDefault();
    setAt(next);
    list.current?.querySelectorAll("button")[next]?.focus();
  };
  return (
    <div class="chromosomes" ref={list} onKeyDown={go}>
      {all.tracks.map((track, place) => (
        <div key={track.contig}>
          <button
            type="button"
            tabIndex={place === at ? 0 : -1}
            aria-expanded={chosen === track.contig}
            aria-label={words(track)}
            onClick={() => {
              setAt(place);
              onChoose(chosen === track.contig ? undefined : track.contig);
            }}
          >
            {track.contig}
          </button>
          <Drawing
            {...{ track, dense }}
            share={track.length / longest}
            marks={all.marks.filter(({ contig }) => contig === track.name)}
            marked={all.marks.length > 0 || all.found === 0}
            tall={7}
            lanes={1}
          />
        </div>
      ))}
    </div>
  );
}

interface DrawingProps {
  track: Track;
  dense: boolean;
  /** Of the longest that stands beside it. */
  share: number;
  marks: TrackMark[];
  marked: boolean;
  tall: number;
  /** Lines of names above it. */
  lanes: number;
}

function Drawing({ track, dense, share, marks, marked, tall, lanes }: DrawingProps) {
  const svg = useRef<SVGSVGElement>(null);
  const room = useWidth(svg);
  const above = 13 * lanes;
  const percent = (of: number) => `${(100 * of).toFixed(3)}%`;
  const labels = labelsOf(marks, track.length, { line: room * share, room }, lanes);
  return (
    <svg ref={svg} class="track" height={above + 2 * tall + 4} aria-hidden="true">
      <svg width={percent(share)} overflow="visible">
        <svg
          y={above}
          width="100%"
          height={2 * tall}
          viewBox={`0 0 ${binsOf(track)} ${2 * tall}`}
          preserveAspectRatio="none"
        >
          <Lines {...{ track, dense, marked, tall }} />
        </svg>
        {marks.map((mark) => (
          <svg
            key={mark.number}
            x={percent(mark.pos / track.length)}
            y={above + tall}
            overflow="visible"
          >
            <Diamond state={mark.state} />
          </svg>
        ))}
        {labels.map(({ at, text, lane, end }) => (
          <text
            key={`${at} ${text}`}
            class="track-name"
            x={percent(at)}
            y={above - 4 - 13 * lane}
            dx={end ? 6 : -6}
            text-anchor={end ? "end" : "start"}
          >
            {text}
          </text>
        ))}
      </svg>
    </svg>
  );
}

/** The width that an element has, in CSS pixels. */
function useWidth(element: { current: Element | null }): number {
  const [width, setWidth] = useState(480);
  useEffect(() => {
    const { current } = element;
    if (!current) return undefined;
    const watch = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    watch.observe(current);
    return () => watch.disconnect();
  }, [element]);
  return width;
}

/** One chromosome over the whole width, with a scale, and each finding as a button. */
function Near(props: KaryogramProps & { contig: string; dense: boolean; onClose: () => void }) {
  const { controller, summary, sample, dense, contig, onPlace, onClose } = props;
  const say = useSay();
  const words = useWords();
  const id = useId();
  const heading = useRef<HTMLHeadingElement>(null);
  const found = useTracks(controller, summary, sample, contig);
  const [track] = found?.tracks ?? [];
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), [track]);
  if (!found || !track) return null;
  const few = entriesOf(track) <= MOST_TICKS;
  const listed = Math.min(LISTED, found.marks.length);
  return (
    <section class="near" aria-labelledby={id}>
      <div class="section-head">
        <h3 id={id} ref={heading}>
          {words(track)}
        </h3>
        <button type="button" class="link small" onClick={onClose}>
          {say("plot.close")}
        </button>
      </div>
      <Drawing
        {...{ track }}
        dense={dense && !few}
        share={1}
        marks={found.marks}
        marked={found.marks.length > 0 || found.found === 0}
        tall={18}
        lanes={3}
      />
      <Scale length={track.length} />
      <Findings marks={found.marks} onPlace={(pos) => onPlace(`${track.name}:${pos}`)} />
      {found.found > listed && (
        <p class="muted small">{say("plot.more", { n: found.found - listed })}</p>
      )}
      <button
        type="button"
        class="link small"
        onClick={() => onPlace(`${track.name}:1-${track.length}`)}
      >
        {say("plot.entries")}
      </button>
    </section>
  );
}

/** The findings of a chromosome, by state: each shows its entries. */
function Findings({ marks, onPlace }: { marks: TrackMark[]; onPlace: (pos: number) => void }) {
  const say = useSay();
  const shown = marks.slice(0, LISTED);
  const states = [...new Set(shown.map(({ state }) => state))];
  return (
    <>
      {states.map((state) => (
        <div key={state} class="near-found">
          <StateWord state={state} />
          <ul>
            {shown
              .filter((mark) => mark.state === state)
              .map(({ number, name, pos }) => (
                <li key={number}>
                  <button type="button" class="link small" onClick={() => onPlace(pos)}>
                    {[name, say.number(pos)].filter(Boolean).join(" ")}
                  </button>
                </li>
              ))}
          </ul>
        </div>
      ))}
    </>
  );
}

/** Where the megabases are. */
function Scale({ length }: { length: number }) {
  const say = useSay();
  const step = [10, 25, 50].find((megabases) => length / (megabases * 1e6) <= 6) ?? 100;
  const places = Array.from(
    { length: Math.floor(length / (step * 1e6)) + 1 },
    (_, at) => at * step,
  );
  return (
    <svg class="scale" height="20" aria-hidden="true">
      {places.map((megabases) => {
        const x = `${((100 * megabases * 1e6) / length).toFixed(3)}%`;
        const last = megabases * 1e6 > 0.93 * length;
        return (
          <g key={megabases}>
            <line x1={x} x2={x} y1="0" y2="5" />
            <text x={x} y="17" text-anchor={megabases === 0 ? "start" : last ? "end" : "middle"}>
              {megabases === 0 ? "0" : say("plot.megabases", { n: megabases })}
            </text>
          </g>
        );
      })}
    </svg>
  );
}

/** The same in numbers. */
function Counts({ tracks }: { tracks: Track[] }) {
  const say = useSay();
  const states = statesIn(tracks);
  return (
    <div class="counts-box" tabIndex={0} role="group" aria-label={say("plot.title")}>
      <table class="counts-table">
        <thead>
          <tr>
            <th scope="col">{say("plot.column")}</th>
            {states.map((state) => (
              <th key={state} scope="col">
                <StateWord state={state} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tracks.map((track) => (
            <tr key={track.contig}>
              <th scope="row">{track.contig}</th>
              {states.map((state) => (
                <td key={state}>{say.number(countOf(track, state))}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
