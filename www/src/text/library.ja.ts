/** The Japanese texts of the library, beside those of `ja.ts`. */
import type { libraryEn } from "./library.en.js";

export const libraryJa: Record<keyof typeof libraryEn, string> = {
  "library.page": "一覧の保管庫",
  "library.back": "照合に戻る",
  "library.lead":
    "照合に使う一覧を、このブラウザの中に保管します。ここでゲノムのファイルを開くことはありません。",
  "library.kept": "保管している一覧",
  "library.looking": "確かめています…",
  "library.empty": "まだ何も保管していません。",
  "library.empty.hint":
    "一度追加すると、照合のページを開くたびに選べます。ClinVar の公開版は、次の場所にあります（参照配列ごと）。",
  "library.count": "{n} 件の一覧",
  "library.undated": "公開日の記載なし",
  "library.age": "{n} 日前の版",
  "library.added": "{date} に追加",
  "library.copy": "{name} の SHA-256 をコピーする: {sha}",
  "library.copied": "{name} の SHA-256 をコピーしました。",
  "library.copy.failed": "SHA-256 をコピーできませんでした: {sha}",
  "library.save": "保存",
  "library.save.name": "{name} をこの端末に保存する",
  "library.saved": "{name} の保存をブラウザに渡しました。",
  "library.remove": "外す",
  "library.remove.name": "{name} を保管庫から外す",
  "library.remove.title": "この一覧を外しますか。",
  "library.remove.body":
    "{name} を、このブラウザに保管しなくなります。端末に保存したファイルは残ります。",
  "library.remove.keep": "外さない",
  "library.removed": "{name} を外しました。",

  "library.add": "一覧を追加する",
  "library.add.hint":
    "ClinVar の VCF をそのまま使えます。ほかの VCF、BCF、TSV の表、.gsp も使えます。",
  "library.add.drop": "ここに一覧を置く",
  "library.add.button": "一覧のファイルを選ぶ",
  "library.building": "一覧を組み立てています…",
  "library.building.value": "{done} / {total}",
  "library.keeping": "保管しています…",
  "library.stop": "中止する",
  "library.stopped": "中止しました。何も保管していません。",
  "library.done": "{name} を保管しました。",
  "library.before": "{name} は、すでに保管しています。",
  "library.failed": "{name} は追加していません。",
  "library.certain": "一覧として追加する",
  "library.swept": "途中で終わった追加の残り（{n} 件）を見つけ、取り除きました。",

  "library.storage": "保存場所",
  "library.storage.used": "約 {quota} のうち {used} を使用",
  "library.storage.bar": "使っている保存場所",
  "library.storage.kept": "ここで外すまで、ブラウザが保管します。",
  "library.storage.may": "端末の空きが少なくなると、ブラウザが一覧を取り除くことがあります。",
  "library.storage.ask": "保管を続けるようブラウザに求める",
  "library.storage.refused":
    "今は、ブラウザが約束しませんでした。何度か使ううちに、認められることがあります。",
};
