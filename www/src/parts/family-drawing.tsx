/** The members as a pedigree, or as a tumour beside its matched sample; with each what there is to say of it. */
import type { FamilyMember, FamilyOverview, State } from "genosieve";
import type { ComponentChildren, JSX } from "preact";

import { familySay, type FamilySay } from "../text/family.js";
import { useSay } from "./common.js";
import { DrawnMark } from "./marks.js";

/** What stands below a member. */
export interface DrawnLine {
  state: State;
  text: string;
  /** At the end of the line. */
  more: string;
}

interface DrawingProps {
  overview: Pick<FamilyOverview, "kind" | "members">;
  lines: (member: number) => DrawnLine[];
  /** What all of it shows. */
  label: string;
}

/** Units of the drawing, which are pixels where there is room: a member with its words, and a digit of a number. */
const WORDS = 142;
const DIGIT = 7.5;
/** Margin beside what belongs to a member. */
const MARGIN = 7;
/** Wider drawings are scrolled to: made smaller, they could not be read. */
const WIDEST = 350;
const SYMBOL = 40;
const HALF = SYMBOL / 2;
const TOP = 4;
/** Where the role, the name and the first line stand, from the top of a member. */
const ROLE = TOP + SYMBOL + 20;
const NAME = ROLE + 17;
const LINES = NAME + 12;
const LINE = 21;
/** Between two generations. */
const GAP = 40;
/** Letters of a name that have room. */
const LETTERS = 18;

/** Whoever has a place in the drawing; without a member it is in no file. */
interface Placed {
  role: FamilyMember["role"];
  member: number | undefined;
  x: number;
  y: number;
}

export function Drawing({ overview, lines, label }: DrawingProps) {
  const { kind, members } = overview;
  const say = familySay(useSay());
  const most = Math.max(...members.map((_, at) => lines(at).length), 0);
  const block = LINES + most * LINE;
  const digits = members.flatMap((_, at) => lines(at).map(({ more }) => more.length));
  const wide = WORDS + DIGIT * Math.max(2, ...digits);
  const { placed, width, height, joins } =
    kind === "family" ? pedigree(members, wide, block) : pair(members, wide, block);
  const scrolls = width > WIDEST;
  return (
    <div class="drawing" {...(scrolls && { tabIndex: 0, role: "group", "aria-label": label })}>
      <svg
        class={scrolls ? undefined : "fits"}
        width={width}
        height={height}
        viewBox={`0 0 ${width} ${height}`}
        role="img"
        aria-label={label}
      >
        <path class="joins" d={joins} />
        {placed.map((one) => (
          <Drawn
            key={`${one.role} ${one.member}`}
            {...{ one, wide, say }}
            member={one.member === undefined ? undefined : members[one.member]}
            lines={one.member === undefined ? [] : lines(one.member)}
          />
        ))}
      </svg>
    </div>
  );
}

function placesOf(members: readonly FamilyMember[], role: FamilyMember["role"]): number[] {
  return members.flatMap((one, at) => (one.role === role ? [at] : []));
}

/** Father and mother side by side, and below them the proband and the siblings, joined as pedigrees are. */
function pedigree(members: readonly FamilyMember[], wide: number, block: number) {
  const [father] = placesOf(members, "father");
  const [mother] = placesOf(members, "mother");
  const children = [...placesOf(members, "proband"), ...placesOf(members, "sibling")];
  const parents = father !== undefined || mother !== undefined;
  const width = wide * Math.max(parents ? 2 : 1, children.length);
  const middle = width / 2;
  const below = parents ? block + GAP : GAP / 2;
  const placed: Placed[] = children.map((member, at) => ({
    role: members[member]?.role ?? "sibling",
    member,
    x: middle + wide * (at - (children.length - 1) / 2),
    y: below,
  }));
  const sibship = below - GAP / 2 + TOP;
  const drops = placed.map(({ x, y }) => `M${x} ${sibship}V${y + TOP}`);
  const [first, last] = [placed[0]?.x ?? middle, placed.at(-1)?.x ?? middle];
  const lines = [`M${first} ${sibship}H${last}`, ...(parents || children.length > 1 ? drops : [])];
  if (parents) {
    const couple = [middle - wide / 2, middle + wide / 2] as const;
    placed.push({ role: "father", member: father, x: couple[0], y: 0 });
    placed.push({ role: "mother", member: mother, x: couple[1], y: 0 });
    const at = TOP + HALF;
    lines.push(`M${couple[0] + HALF} ${at}H${couple[1] - HALF}M${middle} ${at}V${sibship}`);
  }
  return { placed, width, height: below + block, joins: lines.join("") };
}

/** Of one person: a line of dots joins what is no kinship. */
function pair(members: readonly FamilyMember[], wide: number, block: number) {
  const placed: Placed[] = (["tumor", "normal"] as const).map((role, at) => ({
    role,
    member: placesOf(members, role)[0],
    x: wide * (at + 0.5),
    y: 0,
  }));
  const at = TOP + HALF;
  const joins = `M${wide / 2 + HALF + 6} ${at}H${wide * 1.5 - HALF - 6}`;
  return { placed, width: 2 * wide, height: block, joins };
}

function Drawn(props: {
  one: Placed;
  wide: number;
  member: FamilyMember | undefined;
  lines: DrawnLine[];
  say: FamilySay;
}) {
  const { one, wide, member, lines, say } = props;
  const left = MARGIN - wide / 2;
  const name = member ? (member.sample ?? "") : say("drawing.absent");
  const short = name.length > LETTERS ? `${name.slice(0, LETTERS - 1)}…` : name;
  const classes = ["member", member?.affected === true && "affected", !member && "absent"];
  return (
    <g class={classes.filter(Boolean).join(" ")} transform={`translate(${one.x} ${one.y})`}>
      {symbolOf(one.role, member)()}
      {one.role === "proband" && <path class="arrow" d="M-44 47L-32 35M-32 35v8M-32 35h-8" />}
      <text class="role" y={ROLE}>
        {say(`role.short.${one.role}`)}
      </text>
      <text class="name" y={NAME}>
        {short}
        {short !== name && <title>{name}</title>}
      </text>
      {lines.map(({ state, text, more }, at) => (
        <g key={state} class={state} transform={`translate(0 ${LINES + at * LINE})`}>
          <DrawnMark state={state} x={left} y={2} />
          <text class="word" x={left + 36} y={16}>
            {text}
          </text>
          <text class="more" x={-left} y={16}>
            {more}
          </text>
        </g>
      ))}
    </g>
  );
}

const middle = TOP + HALF;
const square = () => (
  <rect class="symbol" x={-HALF} y={TOP} width={SYMBOL} height={SYMBOL} rx="2" />
);
const circle = () => <circle class="symbol" cy={middle} r={HALF} />;
/** Of a person whose sex the roles do not tell. */
const diamond = () => (
  <path class="symbol" d={`M0 ${TOP - 2}l22 22-22 22-22-22z`} stroke-linejoin="round" />
);

/** A child's is that of its sex, where the pedigree states one. */
const symbolOf = (role: FamilyMember["role"], member: FamilyMember | undefined) =>
  SYMBOLS[role] !== diamond || !member?.sex
    ? SYMBOLS[role]
    : { male: square, female: circle }[member.sex];

const SYMBOLS: Record<FamilyMember["role"], () => JSX.Element> = {
  proband: diamond,
  sibling: diamond,
  mother: circle,
  father: square,
  tumor: () => (
    <path
      class="symbol"
      d={`M-4 ${TOP + 1}c7-3 12 3 13 5 9 0 12 9 8 14 4 8-3 16-10 15-5 8-15 6-17 1-9 1-13-8-9-14-5-8 1-16 8-15 1-3 4-5 7-6z`}
    />
  ),
  normal: () => (
    <path class="symbol" d={`M0 ${TOP - 1}c8 11 15 17 15 26a15 15 0 0 1-30 0c0-9 7-15 15-26z`} />
  ),
};

/** A bar of a fraction from 0 to 1; what it shows stands in words beside it. */
export function FractionBar({ fraction }: { fraction: number }): ComponentChildren {
  return (
    <svg class="fraction" viewBox="0 0 60 8" aria-hidden="true">
      <rect class="whole" width="60" height="8" rx="2" />
      <rect
        class="part"
        width={fraction > 0 ? Math.max(1.5, 60 * Math.min(1, fraction)) : 0}
        height="8"
        rx="2"
      />
    </svg>
  );
}
