const MAIN = `Which alleles of a panel does a genome's VCF record, and what can the file not answer

Usage: genosieve <COMMAND>

Commands:
  screen       Screen a VCF against a panel
  panel build  Compile a VCF or a table into a .gsp panel
  panel info   Show what a panel is and where it comes from

Options:
  -h, --help     Print help
  -V, --version  Print version

For research and education. Nothing is sent anywhere.
`;

const SCREEN = `Screen a VCF against a panel

Usage: genosieve screen INPUT --panel PANEL [OPTIONS]

  INPUT                  A VCF: plain text, gzip or BGZF; - for standard input
  --panel PANEL          A .gsp, or a VCF or table that is compiled on the way
  --sample NAME          Answer for this sample only; may be repeated
  --build B              State the genome build, over all evidence
  --all                  List every entry, not only carried and indeterminate ones
  --workers N            Workers (--threads is a synonym)
  --format FORMAT        table (default), json or tsv
  --lang LANG            en (default) or ja
  -o, --output OUT       Write there instead of standard output

Exit codes: 0 answered, 1 usage, 3 refused for the genome build, 4 unreadable,
5 the input is incomplete (the report is written).

Examples:
  genosieve screen genome.vcf.gz --panel clinvar.vcf.gz
  genosieve screen genome.vcf.gz --panel clinvar.gsp --format json -o report.json
  bcftools view -r 10 genome.bcf | genosieve screen - --panel clinvar.gsp
`;

const BUILD = `Compile a VCF or a table into a .gsp panel

Usage: genosieve panel build SOURCE -o OUT.gsp [OPTIONS]

  SOURCE                 A VCF or TSV: plain text, gzip or BGZF
  -o, --output OUT.gsp   Where to write
  --reference FASTA      Justify insertions and deletions against it (plain, gzip or BGZF)
  --name NAME            The panel's name; by default the file's
  --build B              The genome build, where the source does not say
  --lang LANG            en (default) or ja

Example:
  genosieve panel build clinvar.vcf.gz --reference GRCh38.fa.gz -o clinvar.gsp
`;

const INFO = `Show what a panel is and where it comes from

Usage: genosieve panel info FILE [OPTIONS]

  FILE                   A .gsp
  --format FORMAT        table (default) or json
  --lang LANG            en (default) or ja

Example:
  genosieve panel info clinvar.gsp --format json
`;

/** The help of a command. */
export function help(topic: string): string {
  if (topic === "screen") return SCREEN;
  if (topic === "panel build") return BUILD;
  if (topic === "panel info") return INFO;
  if (topic === "panel") return `${BUILD}\n${INFO}`;
  return MAIN;
}
