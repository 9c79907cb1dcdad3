/** What xtask writes to `dist/messages.cohorts.js`: the text of `messages/cohorts.tsv`, which has no heading. */
declare const table: string;
export default table;
