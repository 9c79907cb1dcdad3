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
    "ClinVar の VCF をそのまま使えます。ほかの VCF、BCF、TSV や CSV の表、領域の BED、.gsp も使えます。",
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

  "changes.open": "{date} の版からの変更を見る",
  "changes.title": "{from} の版から {to} の版へ",
  "changes.looking": "二つの一覧を比べています…",
  "changes.counts": "追加 {a} 件、削除 {r} 件、分類の変更 {c} 件。",
  "changes.added": "追加",
  "changes.removed": "削除",
  "changes.reclassified": "分類の変更",
  "changes.unchanged": "変更なし",
  "changes.allele": "アレル",
  "changes.was": "前の版",
  "changes.is": "新しい版",
  "changes.more": "ほか {n} 件（保存できるファイルにすべて入っています）",
  "changes.save": "すべての変更を JSON で保存",
  "changes.close": "閉じる",
  "changes.saved.hint":
    "前の版で照合し JSON で保存した結果があれば、その項目のうち何が変わったかを調べられます。結果は端末の外へ出ません。",
  "changes.saved.button": "保存した結果を選ぶ",
  "changes.saved.none": "{name} はこのソフトウェアの結果ではありません。",
  "changes.saved.otherList": "{name} は、前の版とは別の一覧による結果です。",
  "changes.saved.found":
    "{name} に載っている {n} 件のうち、分類が変わったもの {c} 件、一覧からなくなったもの {r} 件。",

  "library.storage": "保存場所",
  "library.storage.used": "約 {quota} のうち {used} を使用",
  "library.storage.bar": "使っている保存場所",
  "library.storage.kept": "ここで外すまで、ブラウザが保管します。",
  "library.storage.may": "端末の空きが少なくなると、ブラウザが一覧を取り除くことがあります。",
  "library.storage.ask": "保管を続けるようブラウザに求める",
  "library.storage.refused":
    "今は、ブラウザが約束しませんでした。何度か使ううちに、認められることがあります。",
};
