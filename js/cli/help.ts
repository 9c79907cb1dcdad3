/** What `--help` prints. */
import type { Topic } from "./args.js";

export const HELP: Record<Topic, string> = {
  genosieve: `Which alleles of a panel does a genome's VCF record, and what can the file not answer

Usage: genosieve <COMMAND>

Commands:
  screen       Screen a VCF against a panel
  panel build  Compile a VCF or a table into a .gsp panel
  panel info   Say what a panel is and where it comes from
  help         Print this message or the help of a command

Options:
  -h, --help     Print help
  -V, --version  Print version

Examples:
  genosieve screen genome.vcf.gz --panel clinvar.vcf.gz
  genosieve panel build clinvar.vcf.gz -o clinvar.gsp
  genosieve screen genome.vcf.gz --panel clinvar.gsp --format json -o report.json

Exit codes:
  0 answered   1 usage   3 refused (genome build)   4 unreadable   5 incomplete, report written
`,
  screen: `Screen a VCF against a panel

Usage: genosieve screen [OPTIONS] --panel <PANEL> <INPUT>

Arguments:
  <INPUT>  VCF: plain text, gzip or BGZF; - for standard input

Options:
      --panel <PANEL>    A .gsp, or a VCF or table that is compiled on the way
      --sample <NAME>    Answer for this sample only; may be given again
      --build <BUILD>    The file's genome build: overrides all evidence, with a notice
      --all              A verdict for every entry
      --workers <N>      Workers to read with [synonym: --threads]
      --format <FORMAT>  table, json or tsv [default: table]
      --lang <LANG>      en or ja [default: en]
  -o, --out <OUT>        Write there instead of to standard output
  -h, --help             Print help

Examples:
  genosieve screen genome.vcf.gz --panel clinvar.gsp
  genosieve screen trio.vcf.gz --panel clinvar.gsp --sample child --all --format tsv
  zcat genome.vcf.gz | genosieve screen - --panel clinvar.gsp --format json
`,
  panel: `Compile panels, and say what they are

Usage: genosieve panel <COMMAND>

Commands:
  build  Compile a VCF or a table into a .gsp panel
  info   Say what a panel is and where it comes from

Options:
  -h, --help  Print help
`,
  "panel build": `Compile a VCF or a table into a .gsp panel

Usage: genosieve panel build [OPTIONS] --out <OUT> <SOURCE>

Arguments:
  <SOURCE>  VCF or table: plain text, gzip or BGZF

Options:
      --reference <FASTA>  Justify insertions and deletions against it; plain, gzip or BGZF
      --name <NAME>        The panel's name [default: the file's, without its extensions]
      --build <BUILD>      The panel's genome build
      --lang <LANG>        en or ja [default: en]
  -o, --out <OUT>          The .gsp to write
  -h, --help               Print help

Examples:
  genosieve panel build clinvar.vcf.gz -o clinvar.gsp
  genosieve panel build clinvar.vcf.gz --reference GRCh38.fa.gz --name clinvar-2025-09 -o clinvar.gsp
`,
  "panel info": `Say what a panel is and where it comes from

Usage: genosieve panel info [OPTIONS] <FILE>

Arguments:
  <FILE>  A .gsp, or a VCF or table that is compiled on the way

Options:
      --format <FORMAT>  table or json [default: table]
      --lang <LANG>      en or ja [default: en]
  -h, --help             Print help

Examples:
  genosieve panel info clinvar.gsp
  genosieve panel info clinvar.gsp --format json
`,
};
