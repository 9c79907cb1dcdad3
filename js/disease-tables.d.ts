/** What the build writes to `dist/disease-tables.js`: the texts of the tables in `panels/`. */
import type { DiseaseTables } from "./diseases/table.js";

declare const tables: DiseaseTables;
export default tables;
