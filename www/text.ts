import type { Language } from "genosieve";

/** The page's own texts. Words of states, reasons and zygosity come from the core's table. */
const TEXT = {
  "hero.title": {
    ja: "このゲノムファイルに、一覧のアレルは記録されていますか。",
    en: "Does this genome file record the alleles on a list?",
  },
  "hero.lead": {
    ja: "一覧（パネル）の一つひとつについて、VCF ファイルに何が書かれているかを、根拠の行とともに示します。この版では、作りもののゲノムで動きを確かめられます。",
    en: "For each entry of a list (a panel) you see what a VCF file says, with the line that says it. In this version you can try it on an invented genome.",
  },
  "privacy.chip": { ja: "送信 {n} 件", en: "{n} sent" },
  "privacy.help": {
    ja: "読み込みが済んでからの通信の数",
    en: "Requests since loading finished",
  },
  "demo.title": { ja: "見本で試す", en: "Try the sample" },
  "demo.panel": { ja: "一覧", en: "Panel" },
  "demo.panel.body": {
    ja: "日本でよく論じられる {n} アレル",
    en: "{n} alleles discussed in Japan",
  },
  "demo.file": { ja: "ファイル", en: "File" },
  "demo.note": {
    ja: "作りもののデータです。実在の人のものではありません。",
    en: "Invented data. It belongs to no real person.",
  },
  "demo.run": { ja: "照合する", en: "Screen it" },
  "demo.loading": { ja: "準備しています…", en: "Getting ready…" },
  "demo.running": { ja: "読んでいます… {n}%", en: "Reading… {n}%" },
  "result.title": { ja: "照合の結果", en: "What the file records" },
  "result.sentence": {
    ja: "一覧の {total} 件のうち、{carried} 件がこのファイルに記録されています。{na} 件は、このファイルからは答えられません。「持っていない」という意味ではありません。",
    en: "Of {total} entries, {carried} are recorded in this file. {na} cannot be answered from it. That does not mean “not carried”.",
  },
  "result.scope": {
    ja: "調べていないもの: 一覧にない変化、コピー数・構造・反復の変化、HLA、CYP2D6 の型。",
    en: "Not looked at: changes not on the list; copy-number, structural and repeat changes; HLA; CYP2D6 star alleles.",
  },
  "help.carried": {
    ja: "遺伝型に、一覧のアレルが含まれています。",
    en: "The genotype contains the listed allele.",
  },
  "help.notCarried": {
    ja: "遺伝型が記録され、一覧のアレルは含まれていません。",
    en: "A genotype is recorded and does not contain the allele.",
  },
  "help.notAssessed": {
    ja: "ファイルは答えていません。「持っていない」ではありません。",
    en: "The file does not answer. This is not “not carried”.",
  },
  "help.indeterminate": {
    ja: "記録はありますが、どちらとも決められません。",
    en: "There is a record, but it cannot decide.",
  },
  "count.unit": { ja: "件", en: "" },
  "share.label": { ja: "{total} 件の内訳: {parts}", en: "Of {total} entries: {parts}" },
  "table.title": { ja: "一覧", en: "Entries" },
  "table.state": { ja: "状態", en: "State" },
  "table.name": { ja: "名前", en: "Name" },
  "table.locus": { ja: "位置", en: "Position" },
  "table.allele": { ja: "アレル", en: "Allele" },
  "table.zygosity": { ja: "接合", en: "Zygosity" },
  "table.gt": { ja: "遺伝型", en: "Genotype" },
  "table.why": { ja: "理由・目印", en: "Reason, notes" },
  "table.line": { ja: "行", en: "Line" },
  "na.title": { ja: "答えられなかったもの", en: "What was not assessed" },
  "na.lead": {
    ja: "理由ごとの件数です。どれも「持っていない」ことを示しません。",
    en: "Counts by reason. None of them shows “not carried”.",
  },
  "na.none": { ja: "ありません。", en: "None." },
  "acct.title": { ja: "読み取りの内訳", en: "Input accounting" },
  "acct.build": { ja: "ゲノムビルド", en: "Genome build" },
  "acct.records": { ja: "読んだ行", en: "Records read" },
  "acct.matched": { ja: "一覧に関係した行", en: "Records that met the list" },
  "acct.skipped": { ja: "読めずに飛ばした行", en: "Lines skipped" },
  "acct.contigs": { ja: "対応の付かない染色体名", en: "Unknown contig names" },
  "acct.last": { ja: "最後の位置", en: "Last position" },
  "acct.complete": { ja: "最後まで読んだか", en: "Read to the end" },
  "acct.yes": { ja: "はい", en: "Yes" },
  "acct.no": { ja: "いいえ（途中で切れています）", en: "No (cut short)" },
  "fact.local.title": {
    ja: "ファイルは端末の外へ出ません",
    en: "The file never leaves this device",
  },
  "fact.local.body": {
    ja: "読み取りも照合も、このブラウザの中だけで行います。通信を切っても動きます。",
    en: "Reading and matching happen inside this browser. It works with the network switched off.",
  },
  "fact.silence.title": {
    ja: "「書かれていない」と「持っていない」を区別します",
    en: "“Not written” is kept apart from “not carried”",
  },
  "fact.silence.body": {
    ja: "記録のない場所には、答えがないと示します。推測で埋めません。",
    en: "Where the file is silent, the answer is “not assessed”. Nothing is filled in by guessing.",
  },
  "fact.evidence.title": {
    ja: "すべての答えに根拠があります",
    en: "Every answer shows its evidence",
  },
  "fact.evidence.body": {
    ja: "根拠となった行の番号と、書かれていた遺伝型を示します。",
    en: "It shows the number of the line that it rests on, and the genotype written there.",
  },
  "intended.short": {
    ja: "研究と教育のためのソフトウェアです。医療上の判断には使わないでください。",
    en: "Software for research and education. Do not use it for medical decisions.",
  },
  "intended.counsel": {
    ja: "結果について話したいときは、遺伝カウンセリングの窓口や主治医にご相談ください。血縁の方にも関わることがあります。",
    en: "To talk about a result, ask a genetic counselling service or your doctor. It may concern your relatives too.",
  },
  "footer.version": { ja: "版 {v}", en: "Version {v}" },
  "error.title": { ja: "続けられませんでした", en: "It could not go on" },
  "error.code": { ja: "番号", en: "Code" },
  "lang.label": { ja: "言語", en: "Language" },
} as const satisfies Record<string, Record<Language, string>>;

export type Key = keyof typeof TEXT;

export function text(language: Language, key: Key, values: Record<string, string> = {}): string {
  return TEXT[key][language].replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** For the test of words. */
export const ALL_TEXT: Record<string, Record<Language, string>> = TEXT;
