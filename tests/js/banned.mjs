/** Words that no text of page, exports and package may use (`docs/semantics.md`). */
export const BANNED = [
  /陽性|陰性|正常|異常|安全|発症する|リスクが(高|低)い|診断|健康です|匿名加工/,
  /\b(positive|negative) result|\bnormal\b|\bsafe\b|\bat risk\b|diagnos|\byou (have|will)\b|\bcleared\b|anonymi[sz]ed/i,
];
