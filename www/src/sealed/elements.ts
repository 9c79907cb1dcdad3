/** What the sealed page may be made of: nothing that has an address, or a document of its own. */

export const ELEMENTS = (
  "article b bdi br button caption code col colgroup dd details dialog div dl dt em fieldset figcaption figure " +
  "footer h1 h2 h3 h4 header hr i input kbd label legend li main mark meter nav ol optgroup option output p " +
  "pre progress rp rt ruby section select small span strong sub summary sup table tbody td template textarea " +
  "tfoot th thead time tr ul"
).split(" ");

/** Within a drawing. */
export const SHAPES =
  "svg g rect line path circle text tspan title desc polyline polygon defs pattern".split(" ");
