/** The English texts of the library, beside those of `en.ts`. */
export const libraryEn = {
  "library.page": "Library of lists",
  "library.back": "Back to comparing",
  "library.lead":
    "Lists that are kept in this browser, for the page that compares. Genome files are never opened here.",
  "library.kept": "Kept lists",
  "library.looking": "Looking…",
  "library.empty": "Nothing is kept yet.",
  "library.empty.hint":
    "A list is added once, and is there whenever the page that compares is opened. ClinVar’s releases for both builds are at:",
  "library.count": "{n} {n:list|lists}",
  "library.undated": "release date not stated",
  "library.age": "{n} {n:day|days} old",
  "library.added": "added on {date}",
  "library.copy": "Copy the SHA-256 of {name}: {sha}",
  "library.copied": "The SHA-256 of {name} was copied.",
  "library.copy.failed": "The SHA-256 could not be copied: {sha}",
  "library.save": "Save",
  "library.save.name": "Save {name} on this device",
  "library.saved": "{name} was handed to the browser to save.",
  "library.remove": "Remove",
  "library.remove.name": "Remove {name} from the library",
  "library.remove.title": "Remove this list?",
  "library.remove.body":
    "{name} will no longer be kept in this browser. Files that were saved on this device stay.",
  "library.remove.keep": "Keep it",
  "library.removed": "{name} was removed.",

  "library.add": "Add a list",
  "library.add.hint":
    "A ClinVar VCF works as it is; so do other VCFs, BCFs, TSV tables and .gsp panels.",
  "library.add.drop": "Drop a list here",
  "library.add.button": "Choose a list",
  "library.building": "Building the list…",
  "library.building.value": "{done} of {total}",
  "library.keeping": "Keeping the list…",
  "library.stop": "Stop",
  "library.stopped": "Stopped. Nothing of it was kept.",
  "library.done": "{name} is kept.",
  "library.before": "{name} was kept already.",
  "library.failed": "{name} was not added.",
  "library.certain": "It is a list: add it",
  "library.swept":
    "{n} unfinished {n:list was|lists were} found and removed: an import was interrupted.",

  "library.storage": "Storage",
  "library.storage.used": "{used} used of about {quota}",
  "library.storage.bar": "Storage used",
  "library.storage.kept": "The browser keeps these lists until they are removed here.",
  "library.storage.may":
    "When the device runs short of space, the browser may remove these lists by itself.",
  "library.storage.ask": "Ask the browser to keep them",
  "library.storage.refused": "The browser does not promise it now. It may after more visits.",
} as const;
