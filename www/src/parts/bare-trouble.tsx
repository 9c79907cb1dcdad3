/** What is told where not even the screens beyond the first are there. */
import type { Failure } from "../job/protocol.js";
import { Heading, useSay } from "./common.js";

export function BareTrouble({ failure }: { failure: Failure }) {
  const say = useSay();
  const [title, found, fix] = say.error(failure.code, failure.detail);
  return (
    <div class="wrap">
      <section class="card pad trouble bare">
        <Heading>{title}</Heading>
        <p>{found}</p>
        <p>{fix}</p>
        <p class="muted small">
          {say("error.code")}: <code class="code">{failure.code}</code>
        </p>
      </section>
    </div>
  );
}
