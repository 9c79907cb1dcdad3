/** What `--help` prints: to the letter what the native command prints, which a test compares. */
import type { Topic } from "./args.js";

export const HELP: Record<Topic, string> = {
  genosieve: `Which alleles of a panel, up to all of ClinVar, does a genome's VCF record, and what can the file
not answer

Usage: genosieve <COMMAND>

Commands:
  screen  Screen a VCF (plain, gzip or BGZF) against a panel
  family  Compare a proband with parents and siblings, or a tumour with its matched sample
  export  Write a report in the form that other software reads
  panel   Build a panel, say what one holds, or what changed
  help    Print this message or the help of the given subcommand(s)

Options:
  -h, --help     Print help
  -V, --version  Print version

Examples:
  genosieve screen genome.vcf.gz --panel clinvar.vcf.gz
  genosieve screen genome.vcf.gz --panel clinvar.gsp --format json -o report.json
  bcftools view genome.bcf | genosieve screen - --panel clinvar.gsp --sample NA12878
  genosieve panel build clinvar.vcf.gz --reference GRCh38.fa.gz -o clinvar.gsp
  genosieve panel info clinvar.gsp
  genosieve screen genome.vcf.gz --panel clinvar.gsp --disease 167 --min-stars 1
  genosieve screen genome.vcf.gz --allele 'NC_000007.14:g.140753336A>T'
  genosieve family trio.vcf.gz --panel clinvar.gsp --ped family.ped

Exit codes: 0 answered, 1 usage, 3 refused (genome build), 4 unreadable, 5 incomplete (report
written).
For research and education; not for diagnosis, treatment or prevention.
`,
  screen: `Screen a VCF (plain, gzip or BGZF) against a panel

Usage: genosieve screen [OPTIONS] <--panel <PANEL>|--allele <ALLELE>> <INPUT> [INPUT]...

Arguments:
  <INPUT>     The VCF; \`-\` is standard input
  [INPUT]...  More files, or folders of them, for \`--out-dir\`

Options:
      --list <FILE>            A file with a path on each line, in place of arguments; \`-\` is
                               standard input
      --out-dir <DIR>          A folder for a report of each sample (JSON where no form is given), a
                               summary, and what is needed to go on later
      --planes                 Write the states of all entries, too: the native command alone, with
                               \`--out-dir\`
      --jobs <N>               Files that \`--out-dir\` screens at a time; by default as many as there
                               are cores
      --panel <PANEL>          A panel: \`.gsp\`, or a VCF, table or BED that is compiled on the way
      --allele <ALLELE>        An allele in place of a panel: as SPDI, as HGVS on the genome, or as
                               \`chr7-140753336-A-T\`, which needs \`--build\`. May be given several
                               times
      --sample <NAME>          A sample to screen; may be given several times. All where none is
                               given
      --build <BUILD>          The genome build of file and panel, over all evidence
      --contig-map <FILE>      A table of two columns: a contig's name in the file, and the name
                               that is meant. It counts before the names that are known
      --absent-is-reference    Take a site without a record as the reference; what rests on that is
                               marked "assumed"
      --callable <BED>         The same inside these regions alone
      --min-gq <GQ>            The lowest genotype quality that proves absence [default: 20]
      --min-dp <DP>            The lowest depth (\`MIN_DP\`, else DP) that proves absence; any where
                               none is given
      --allow-imputed          Let imputed records prove absence
      --x-copies <[SAMPLE=]N>  Copies of X in all samples or in one, 1 or 2, over what the genotypes
                               say. May be given several times
      --all                    List every verdict, not only carried and indeterminate ones
      --significance <WORDS>   Entries whose classification holds one of these words, such as
                               \`pathogenic,likely_pathogenic\`
      --min-stars <N>          Entries with so many review stars or more, 0 to 4
      --gene <GENES>           Entries in these genes: whole symbols or NCBI ids
      --genes <FILE>           The same from a file: symbols, a table with a column of them, or JSON
                               of \`PanelApp\`. What is no gene is told
      --gene-table <FILE>      HGNC's complete set, by which former and other names of genes in that
                               file are read
      --min-confidence <N>     The lowest confidence of \`PanelApp\` that is taken: 3 is green
                               [default: 3]
      --exclude-gene <GENES>   Hold back entries in these genes
      --condition <IDS>        Entries whose conditions hold one of these ids, such as MONDO:0007947
      --disease <NUMBERS>      Entries of these designated intractable diseases (指定難病), by
                               notification number
      --origin <WORDS>         Entries of these origins, such as germline
      --consequence <TERMS>    Entries with these consequences, such as \`missense_variant\`
      --region <REGION>        Entries within CONTIG:FIRST-LAST, or on CONTIG; may be given several
                               times
      --index <FILE>           The index (\`.tbi\` or \`.csi\`) of INPUT; by default the one beside it.
                               It is used where it saves half of the file or more
      --no-index               Read the whole of INPUT, whether or not an index lies beside it
      --workers <N>            Workers to use at most; by default as many as there are cores, up to
                               8 [alias: --threads]
      --format <FORMAT>        The form of the answer [default: table] [possible values: table,
                               json, tsv]
      --lang <LANG>            The language of table and errors [default: en] [possible values: en,
                               ja]
  -o <OUT>                     Write the report here instead of to standard output
  -h, --help                   Print help
`,
  family: `Compare a proband with parents and siblings, or a tumour with its matched sample

Usage: genosieve family [OPTIONS] <--panel <PANEL>|--allele <ALLELE>> <INPUTS>...

Arguments:
  <INPUTS>...  The VCFs: one of several samples, or one of each member

Options:
      --ped <FILE>             A pedigree: family, sample, father, mother, sex, phenotype
      --role <NAME=ROLE>       The role of a sample, or of the only sample of a file by the file's
                               name: proband, mother, father, sibling, tumor, normal, or none. May
                               be given several times. Without it and a pedigree, headers and names
                               are gone by
      --panel <PANEL>          A panel: \`.gsp\`, or a VCF, table or BED that is compiled on the way
      --allele <ALLELE>        An allele in place of a panel: as SPDI, as HGVS on the genome, or as
                               \`chr7-140753336-A-T\`, which needs \`--build\`. May be given several
                               times
      --build <BUILD>          The genome build of file and panel, over all evidence
      --contig-map <FILE>      A table of two columns: a contig's name in the file, and the name
                               that is meant. It counts before the names that are known
      --absent-is-reference    Take a site without a record as the reference; what rests on that is
                               marked "assumed"
      --callable <BED>         The same inside these regions alone
      --min-gq <GQ>            The lowest genotype quality that proves absence [default: 20]
      --min-dp <DP>            The lowest depth (\`MIN_DP\`, else DP) that proves absence; any where
                               none is given
      --allow-imputed          Let imputed records prove absence
      --x-copies <[SAMPLE=]N>  Copies of X in all samples or in one, 1 or 2, over what the genotypes
                               say. May be given several times
      --significance <WORDS>   Entries whose classification holds one of these words, such as
                               \`pathogenic,likely_pathogenic\`
      --min-stars <N>          Entries with so many review stars or more, 0 to 4
      --gene <GENES>           Entries in these genes: whole symbols or NCBI ids
      --genes <FILE>           The same from a file: symbols, a table with a column of them, or JSON
                               of \`PanelApp\`. What is no gene is told
      --gene-table <FILE>      HGNC's complete set, by which former and other names of genes in that
                               file are read
      --min-confidence <N>     The lowest confidence of \`PanelApp\` that is taken: 3 is green
                               [default: 3]
      --exclude-gene <GENES>   Hold back entries in these genes
      --condition <IDS>        Entries whose conditions hold one of these ids, such as MONDO:0007947
      --disease <NUMBERS>      Entries of these designated intractable diseases (指定難病), by
                               notification number
      --origin <WORDS>         Entries of these origins, such as germline
      --consequence <TERMS>    Entries with these consequences, such as \`missense_variant\`
      --region <REGION>        Entries within CONTIG:FIRST-LAST, or on CONTIG; may be given several
                               times
      --index <FILE>           The index (\`.tbi\` or \`.csi\`) of INPUT; by default the one beside it.
                               It is used where it saves half of the file or more
      --no-index               Read the whole of INPUT, whether or not an index lies beside it
      --workers <N>            Workers to use at most; by default as many as there are cores, up to
                               8 [alias: --threads]
      --format <FORMAT>        The form of the answer [default: table] [possible values: table,
                               json, tsv]
      --lang <LANG>            The language of table and errors [default: en] [possible values: en,
                               ja]
  -o <OUT>                     Write the report here instead of to standard output
  -h, --help                   Print help
`,
  export: `Write a report in the form that other software reads

Usage: genosieve export [OPTIONS] --format <FORM> <REPORT>

Arguments:
  <REPORT>  A report that \`screen --format json\` wrote; \`-\` is standard input

Options:
      --format <FORM>      The form [possible values: csv, tsv, ndjson, summary, html, fhir,
                           phenopacket, vcf]
      --input <FILE>       The file that was screened, from which \`vcf\` takes its records
      --all                All rows that the report lists, not only carried ones
      --samples <SAMPLES>  Keep the names of samples, drop them, or number the samples. Names of
                           files go with them [default: keep] [possible values: keep, drop, number]
      --bom                Begin a table with a byte order mark, by which Excel knows UTF-8
      --crlf               End the lines of a table with CR and LF
      --created <TIME>     When the export is made, as RFC 3339 has it; now, where it is not given.
                           A phenopacket states it
      --ped <FILE>         A pedigree: the phenopacket is that of a family
      --lang <LANG>        The language of texts and errors [default: en] [possible values: en, ja]
  -o <OUT>                 Write here instead of to standard output
  -h, --help               Print help
`,
  panel: `Build a panel, say what one holds, or what changed

Usage: genosieve panel <COMMAND>

Commands:
  build  Compile a VCF, table or BED to a \`.gsp\`
  info   Say what a panel holds
  diff   Say what changed from one panel to another, by allele
  help   Print this message or the help of the given subcommand(s)

Options:
  -h, --help  Print help
`,
  "panel build": `Compile a VCF, table or BED to a \`.gsp\`

Usage: genosieve panel build [OPTIONS] -o <OUT> <SOURCE>

Arguments:
  <SOURCE>  The source: VCF, table or BED, plain, gzip or BGZF; \`-\` is standard input

Options:
      --reference <FASTA>  A FASTA, plain or bgzipped, to check REF and find shifted spellings. It
                           may hold part of a genome
      --name <NAME>        The panel's name; the source's without its extension where none is given
      --build <BUILD>      The genome build, over what the source says
      --keep-info <KEYS>   INFO keys of a VCF that are kept beside those that are known
  -o <OUT>                 Where to write the panel
      --lang <LANG>        The language of errors [default: en] [possible values: en, ja]
  -h, --help               Print help
`,
  "panel info": `Say what a panel holds

Usage: genosieve panel info [OPTIONS] <PANEL>

Arguments:
  <PANEL>  A \`.gsp\`, or a VCF, table or BED that is compiled on the way

Options:
      --significance <WORDS>  Entries whose classification holds one of these words, such as
                              \`pathogenic,likely_pathogenic\`
      --min-stars <N>         Entries with so many review stars or more, 0 to 4
      --gene <GENES>          Entries in these genes: whole symbols or NCBI ids
      --genes <FILE>          The same from a file: symbols, a table with a column of them, or JSON
                              of \`PanelApp\`. What is no gene is told
      --gene-table <FILE>     HGNC's complete set, by which former and other names of genes in that
                              file are read
      --min-confidence <N>    The lowest confidence of \`PanelApp\` that is taken: 3 is green
                              [default: 3]
      --exclude-gene <GENES>  Hold back entries in these genes
      --condition <IDS>       Entries whose conditions hold one of these ids, such as MONDO:0007947
      --disease <NUMBERS>     Entries of these designated intractable diseases (指定難病), by
                              notification number
      --origin <WORDS>        Entries of these origins, such as germline
      --consequence <TERMS>   Entries with these consequences, such as \`missense_variant\`
      --region <REGION>       Entries within CONTIG:FIRST-LAST, or on CONTIG; may be given several
                              times
      --format <FORMAT>       The form of the answer [default: table] [possible values: table, json,
                              tsv]
      --lang <LANG>           The language of table and errors [default: en] [possible values: en,
                              ja]
  -h, --help                  Print help
`,
  "panel diff": `Say what changed from one panel to another, by allele

Usage: genosieve panel diff [OPTIONS] <FROM> <TO>

Arguments:
  <FROM>  The former panel: a \`.gsp\`, or a VCF, table or BED that is compiled on the way
  <TO>    The latter

Options:
      --format <FORMAT>  The form of the answer [default: table] [possible values: table, json, tsv]
      --lang <LANG>      The language of table and errors [default: en] [possible values: en, ja]
  -h, --help             Print help
`,
};
