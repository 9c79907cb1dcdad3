/** What xtask writes to `dist/messages.family.js`: the text of `messages/families.tsv`, which has no heading. */

declare const table: string;
export default table;
