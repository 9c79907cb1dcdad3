/** The script of a worker that reads parts of a file, in browsers. */
import { servePart } from "./pool/scope.js";

servePart();
