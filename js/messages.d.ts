/** What xtask writes to `dist/messages.js`: the text of `messages/messages.tsv`. */

declare const table: string;
export default table;
