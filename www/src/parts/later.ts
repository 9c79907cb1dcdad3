/** What is shown out of the second script. */
import { part } from "../second.js";
import { BareTrouble } from "./bare-trouble.js";

export const Alleles = part("Alleles");
export const Check = part("Check");
export const Chosen = part("Chosen");
export const FamilyResult = part("FamilyResult");
export const GivenGenes = part("GivenGenes");
export const HelpDialog = part("HelpDialog");
export const Options = part("Options");
export const Preview = part("Preview");
export const PrivacyDialog = part("PrivacyDialog");
export const Result = part("Result");
export const Running = part("Running");
export const SettingsDialog = part("SettingsDialog");
export const Trouble = part("Trouble", BareTrouble);
