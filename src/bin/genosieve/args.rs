//! The interface of the command, the same as that of the npm package's.

use std::path::PathBuf;

use clap::builder::ArgPredicate;
use clap::{ArgGroup, Args, Parser, Subcommand, ValueEnum};

use genosieve::family::StatedRole;
use genosieve::messages::Language;
use genosieve::panel::GREEN;
use genosieve::report::export::SampleNames;
use genosieve::screen::StatedCopies;

const EXAMPLES: &str = "\
Examples:
  genosieve screen genome.vcf.gz --panel clinvar.vcf.gz
  genosieve screen genome.vcf.gz --panel clinvar.gsp --format json -o report.json
  bcftools view genome.bcf | genosieve screen - --panel clinvar.gsp --sample NA12878
  genosieve panel build clinvar.vcf.gz --reference GRCh38.fa.gz -o clinvar.gsp
  genosieve panel info clinvar.gsp
  genosieve screen genome.vcf.gz --panel clinvar.gsp --disease 167 --min-stars 1
  genosieve screen genome.vcf.gz --allele 'NC_000007.14:g.140753336A>T'
  genosieve family trio.vcf.gz --panel clinvar.gsp --ped family.ped

Exit codes: 0 answered, 1 usage, 3 refused (genome build), 4 unreadable, 5 incomplete (report written).
For research and education; not for diagnosis, treatment or prevention.";

/// Which alleles of a panel does a genome's VCF record, and what can the file not answer?
#[derive(Debug, Parser)]
#[command(name = "genosieve", version, about, after_help = EXAMPLES)]
pub(crate) struct Cli {
    #[command(subcommand)]
    pub command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Screen a VCF (plain, gzip or BGZF) against a panel.
    Screen(Box<ScreenArgs>),
    /// Compare a proband with parents and siblings, or a tumour with its matched sample.
    // Roles say which samples, and rows are those of any member: these are refused.
    #[command(mut_arg("samples", |arg| arg.hide(true)), mut_arg("all", |arg| arg.hide(true)))]
    Family(Box<FamilyArgs>),
    /// Count how many samples carry each entry, are proved not to, and cannot be told.
    // Hidden as long as the package's command has none, too.
    #[command(hide = true)]
    Merge(MergeArgs),
    /// Write a report in the form that other software reads.
    Export(ExportArgs),
    /// Build a panel, say what one holds, or what changed.
    #[command(subcommand)]
    Panel(PanelCommand),
}

#[derive(Debug, Args)]
pub(crate) struct ScreenArgs {
    /// The VCF; `-` is standard input.
    #[arg(required = true, conflicts_with = "list")]
    pub input: Option<PathBuf>,
    #[command(flatten)]
    pub batch: BatchArgs,
    #[command(flatten)]
    pub asked: AskedArgs,
}

/// Many files at once.
#[derive(Debug, Args)]
pub(crate) struct BatchArgs {
    /// More files, or folders of them, for `--out-dir`.
    #[arg(value_name = "INPUT")]
    pub more: Vec<PathBuf>,
    /// A file with a path on each line, in place of arguments; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// A folder for a report of each sample (JSON where no form is given), a summary, and what is needed to go on later.
    #[arg(long, value_name = "DIR", conflicts_with_all = ["out", "workers", "index"])]
    pub out_dir: Option<PathBuf>,
    /// Write the states of all entries, too: the native command alone, with `--out-dir`.
    #[arg(long, requires = "out_dir")]
    pub planes: bool,
    /// Files that `--out-dir` screens at a time; by default as many as there are cores.
    #[arg(long, value_name = "N", requires = "out_dir", value_parser = clap::value_parser!(u32).range(1..))]
    pub jobs: Option<u32>,
}

#[derive(Debug, Args)]
pub(crate) struct MergeArgs {
    /// What `screen --planes` or `merge --format cohort` wrote (`.gsc`), reports of `screen --all` as JSON, or folders of
    /// either. Of a folder that holds both, the reports are left out.
    #[arg(value_name = "INPUT", required = true, conflicts_with = "list")]
    pub inputs: Vec<PathBuf>,
    /// A file with a path on each line, in place of arguments; `-` is standard input.
    #[arg(long, value_name = "FILE")]
    pub list: Option<PathBuf>,
    /// The panel that was screened by; without it, entries have numbers and no alleles, and reports cannot be read.
    #[arg(long)]
    pub panel: Option<PathBuf>,
    /// Do not show counts from 1 to N - 1, nor what would give them away.
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub min_count: u64,
    /// All entries together, without coordinates.
    #[arg(long)]
    pub summary_only: bool,
    /// The form: tables, or a cohort file that is merged again.
    #[arg(long, value_enum, default_value_t = MergeFormat::Tsv)]
    pub format: MergeFormat,
    /// The language of errors.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Write here instead of to standard output.
    #[arg(short, value_name = "OUT")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum MergeFormat {
    Tsv,
    Json,
    Parquet,
    Cohort,
}

#[derive(Debug, Args)]
pub(crate) struct FamilyArgs {
    /// The VCFs: one of several samples, or one of each member.
    #[arg(required = true)]
    pub inputs: Vec<PathBuf>,
    /// A pedigree: family, sample, father, mother, sex, phenotype.
    #[arg(long, value_name = "FILE")]
    pub ped: Option<PathBuf>,
    /// The role of a sample, or of the only sample of a file by the file's name: proband, mother, father, sibling, tumor,
    /// normal, or none. May be given several times. Without it and a pedigree, headers and names are gone by.
    #[arg(long = "role", value_name = "NAME=ROLE")]
    pub roles: Vec<StatedRole>,
    #[command(flatten)]
    pub asked: AskedArgs,
}

/// What is asked of a file, and how.
#[derive(Debug, Args)]
#[command(group(ArgGroup::new("listed").required(true).args(["panel", "alleles"])))]
pub(crate) struct AskedArgs {
    /// A panel: `.gsp`, or a VCF, table or BED that is compiled on the way.
    #[arg(long)]
    pub panel: Option<PathBuf>,
    /// An allele in place of a panel: as SPDI, as HGVS on the genome, or as `chr7-140753336-A-T`, which needs `--build`.
    /// May be given several times.
    #[arg(long = "allele", value_name = "ALLELE")]
    pub alleles: Vec<String>,
    /// A sample to screen; may be given several times. All where none is given.
    #[arg(long = "sample", value_name = "NAME")]
    pub samples: Vec<String>,
    /// The genome build of file and panel, over all evidence.
    #[arg(long, value_name = "BUILD")]
    pub build: Option<String>,
    /// A table of two columns: a contig's name in the file, and the name that is meant. It counts before the names
    /// that are known.
    #[arg(long, value_name = "FILE")]
    pub contig_map: Option<PathBuf>,
    /// Take a site without a record as the reference; what rests on that is marked "assumed".
    #[arg(long)]
    pub absent_is_reference: bool,
    /// The same inside these regions alone.
    #[arg(long, value_name = "BED")]
    pub callable: Option<PathBuf>,
    /// The lowest genotype quality that proves absence.
    #[arg(long, value_name = "GQ", default_value_t = 20)]
    pub min_gq: u16,
    /// The lowest depth (`MIN_DP`, else DP) that proves absence; any where none is given.
    #[arg(long, value_name = "DP")]
    pub min_dp: Option<u32>,
    /// Let imputed records prove absence.
    #[arg(long)]
    pub allow_imputed: bool,
    /// Copies of X in all samples or in one, 1 or 2, over what the genotypes say. May be given several
    /// times.
    #[arg(long, value_name = "[SAMPLE=]N")]
    pub x_copies: Vec<StatedCopies>,
    /// List every verdict, not only carried and indeterminate ones.
    #[arg(long)]
    pub all: bool,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub index: IndexArgs,
    /// Workers to use at most; by default as many as there are cores, up to 8.
    #[arg(long, visible_alias = "threads", value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub workers: Option<u32>,
    #[command(flatten)]
    pub output: Output,
    /// Write the report here instead of to standard output.
    #[arg(short, value_name = "OUT")]
    pub out: Option<PathBuf>,
}

/// Which entries are asked about. Each option must be met; of its values any is enough.
#[derive(Debug, Args)]
pub(crate) struct FilterArgs {
    /// Entries whose classification holds one of these words, such as `pathogenic,likely_pathogenic`.
    #[arg(long, value_name = "WORDS", value_delimiter = ',')]
    pub significance: Vec<String>,
    /// Entries with so many review stars or more, 0 to 4.
    #[arg(long, value_name = "N")]
    pub min_stars: Option<u8>,
    /// Entries in these genes: whole symbols or NCBI ids.
    #[arg(long = "gene", value_name = "GENES", value_delimiter = ',')]
    pub genes: Vec<String>,
    /// The same from a file: symbols, a table with a column of them, or JSON of `PanelApp`. What is no gene is told.
    #[arg(long = "genes", value_name = "FILE")]
    pub gene_list: Option<PathBuf>,
    /// HGNC's complete set, by which former and other names of genes in that file are read.
    #[arg(long, value_name = "FILE", requires = "gene_list")]
    pub gene_table: Option<PathBuf>,
    /// The lowest confidence of `PanelApp` that is taken: 3 is green.
    #[arg(long, value_name = "N", requires = "gene_list", default_value_t = GREEN)]
    pub min_confidence: u8,
    /// Hold back entries in these genes.
    #[arg(long = "exclude-gene", value_name = "GENES", value_delimiter = ',')]
    pub exclude_genes: Vec<String>,
    /// Entries whose conditions hold one of these ids, such as MONDO:0007947.
    #[arg(long = "condition", value_name = "IDS", value_delimiter = ',')]
    pub conditions: Vec<String>,
    /// Entries of these designated intractable diseases (指定難病), by notification number.
    #[arg(long = "disease", value_name = "NUMBERS", value_delimiter = ',')]
    pub diseases: Vec<String>,
    /// Entries of these origins, such as germline.
    #[arg(long = "origin", value_name = "WORDS", value_delimiter = ',')]
    pub origins: Vec<String>,
    /// Entries with these consequences, such as `missense_variant`.
    #[arg(long = "consequence", value_name = "TERMS", value_delimiter = ',')]
    pub consequences: Vec<String>,
    /// Entries within CONTIG:FIRST-LAST, or on CONTIG; may be given several times.
    #[arg(long = "region", value_name = "REGION")]
    pub regions: Vec<String>,
}

#[derive(Debug, Args)]
pub(crate) struct IndexArgs {
    /// The index (`.tbi` or `.csi`) of INPUT; by default the one beside it. It is used where it saves half of
    /// the file or more.
    #[arg(long, value_name = "FILE", conflicts_with = "no_index")]
    pub index: Option<PathBuf>,
    /// Read the whole of INPUT, whether or not an index lies beside it.
    #[arg(long)]
    pub no_index: bool,
}

#[derive(Debug, Args)]
pub(crate) struct Output {
    /// The form of the answer.
    // Reports in a folder are for software.
    #[arg(long, value_enum, default_value_t = Format::Table, default_value_if("out_dir", ArgPredicate::IsPresent, "json"))]
    pub format: Format,
    /// The language of table and errors.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct ExportArgs {
    /// A report that `screen --format json` wrote; `-` is standard input.
    pub report: PathBuf,
    /// The form.
    #[arg(long, value_name = "FORM", value_parser = ["csv", "tsv", "ndjson", "summary", "html", "fhir", "phenopacket", "vcf"])]
    pub format: String,
    /// The file that was screened, from which `vcf` takes its records.
    #[arg(long, value_name = "FILE", required_if_eq("format", "vcf"))]
    pub input: Option<PathBuf>,
    /// All rows that the report lists, not only carried ones.
    #[arg(long)]
    pub all: bool,
    /// Keep the names of samples, drop them, or number the samples. Names of files go with them.
    #[arg(long, value_enum, default_value_t = Samples::Keep)]
    pub samples: Samples,
    /// Begin a table with a byte order mark, by which Excel knows UTF-8.
    #[arg(long)]
    pub bom: bool,
    /// End the lines of a table with CR and LF.
    #[arg(long)]
    pub crlf: bool,
    /// When the export is made, as RFC 3339 has it; now, where it is not given. A phenopacket states it.
    #[arg(long, value_name = "TIME")]
    pub created: Option<String>,
    /// A pedigree: the phenopacket is that of a family.
    #[arg(long, value_name = "FILE")]
    pub ped: Option<PathBuf>,
    /// The language of texts and errors.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
    /// Write here instead of to standard output.
    #[arg(short, value_name = "OUT")]
    pub out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Samples {
    Keep,
    Drop,
    Number,
}

impl From<Samples> for SampleNames {
    fn from(samples: Samples) -> Self {
        match samples {
            Samples::Keep => Self::Keep,
            Samples::Drop => Self::Drop,
            Samples::Number => Self::Number,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(crate) enum PanelCommand {
    /// Compile a VCF, table or BED to a `.gsp`.
    Build(BuildArgs),
    /// Say what a panel holds.
    Info(Box<InfoArgs>),
    /// Say what changed from one panel to another, by allele.
    Diff(DiffArgs),
    /// Cut a panel in shards: a line of regions each, for `--region`. Every entry lies in one.
    // Hidden as long as the package's command has none, too.
    #[command(hide = true)]
    Shards(ShardsArgs),
}

#[derive(Debug, Args)]
pub(crate) struct BuildArgs {
    /// The source: VCF, table or BED, plain, gzip or BGZF; `-` is standard input.
    pub source: PathBuf,
    /// A FASTA, plain or bgzipped, to check REF and find shifted spellings. It may hold part of a genome.
    #[arg(long, value_name = "FASTA")]
    pub reference: Option<PathBuf>,
    /// The panel's name; the source's without its extension where none is given.
    #[arg(long)]
    pub name: Option<String>,
    /// The genome build, over what the source says.
    #[arg(long, value_name = "BUILD")]
    pub build: Option<String>,
    /// INFO keys of a VCF that are kept beside those that are known.
    #[arg(long, value_name = "KEYS", value_delimiter = ',')]
    pub keep_info: Vec<String>,
    /// Where to write the panel.
    #[arg(short, value_name = "OUT")]
    pub out: PathBuf,
    /// The language of errors.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct InfoArgs {
    /// A `.gsp`, or a VCF, table or BED that is compiled on the way.
    pub panel: PathBuf,
    #[command(flatten)]
    pub filter: FilterArgs,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Debug, Args)]
pub(crate) struct ShardsArgs {
    /// A `.gsp`, or a VCF, table or BED that is compiled on the way.
    pub panel: PathBuf,
    /// Shards, about.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub number: u32,
    /// The language of errors.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    pub lang: Lang,
}

#[derive(Debug, Args)]
pub(crate) struct DiffArgs {
    /// The former panel: a `.gsp`, or a VCF, table or BED that is compiled on the way.
    pub from: PathBuf,
    /// The latter.
    pub to: PathBuf,
    #[command(flatten)]
    pub output: Output,
}

#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum Format {
    Table,
    Json,
    Tsv,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Lang {
    En,
    Ja,
}

impl From<Lang> for Language {
    fn from(lang: Lang) -> Self {
        match lang {
            Lang::En => Self::En,
            Lang::Ja => Self::Ja,
        }
    }
}
