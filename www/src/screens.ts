/**
 * The second script of the page: every screen but the first, the dialogs, and the script of the workers. It comes while
 * the first screen is looked at, and before a file can be chosen.
 */
import "./style/alleles.css";
import "./style/work.css";
import "./style/result.css";
import "./style/narrow.css";
import "./style/genes.css";
import "./style/plots.css";
import "./style/tools.css";
import "./style/table.css";
import "./style/sheet.css";
import "./style/family.css";
import "./style/settings.css";
import "./style/print.css";

export { openGiven } from "./embedding/panels.js";
export { loadModule } from "./modules.js";
export { Alleles } from "./parts/alleles.js";
export { Check } from "./parts/check.js";
export { Options } from "./parts/disease-options.js";
export { FamilyResult } from "./parts/family.js";
export { GivenGenes } from "./parts/genes.js";
export { HelpDialog } from "./parts/help.js";
export { Chosen } from "./parts/picker-chosen.js";
export { Preview } from "./parts/preview.js";
export { PrivacyDialog } from "./parts/privacy.js";
export { Result } from "./parts/result.js";
export { Running } from "./parts/running.js";
export { SettingsDialog } from "./parts/settings.js";
export { Trouble } from "./parts/trouble.js";
export { builtInLists, demoOf, keptLists, loadResources } from "./resources.js";
export { default as laterTexts } from "virtual:later-texts";
