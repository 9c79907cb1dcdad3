/** Each code of the core, the package and the page: title, what was found, what to do. */
export const errorsEn = {
  input_empty: [
    "The file is empty",
    "It holds no data.",
    "See whether the transfer finished, then choose it again.",
  ],
  input_zip: [
    "This is a ZIP archive",
    "It starts with the mark of a ZIP archive. The VCF is inside.",
    "Unpack it and choose the .vcf or .vcf.gz inside.",
  ],
  input_utf16: [
    "The text is UTF-16",
    "A spreadsheet may have saved it again.",
    "Use the original VCF, or save it as UTF-8.",
  ],
  input_bam: [
    "This is an alignment file (BAM)",
    "It holds reads, not a list of variants.",
    "Choose the VCF that a variant caller made from it.",
  ],
  input_cram: [
    "This is an alignment file (CRAM)",
    "It holds reads, not a list of variants.",
    "Choose the VCF that a variant caller made from it.",
  ],
  input_bcf: [
    "This version of BCF is not read",
    "The file is BCF {detail}; BCF 2.2 is read.",
    "Convert it: bcftools view -Oz -o out.vcf.gz in.bcf",
  ],
  input_compression: [
    "The compression is not read",
    "The file is compressed as {detail}.",
    "Unpack it, or compress it with bgzip or gzip.",
  ],
  input_binary: [
    "This does not look like a VCF",
    "The bytes are neither text nor a known format.",
    "Choose a VCF (plain text, gzip or BGZF) or a BCF.",
  ],
  input_not_vcf: [
    "This does not look like a VCF",
    "The text does not begin as a VCF does, with ##fileformat=VCF and a #CHROM line.",
    "Check what the file is. A table of alleles, a BED or a list of genes can be used as a list.",
  ],
  input_is_panel: [
    "This is a list, not a genome",
    "It is a panel (.gsp).",
    "Choose it as a list of your own, and a VCF as the file.",
  ],
  header_missing: [
    "The column line (#CHROM) is missing",
    "Data lines start without it, so the columns have no names.",
    "See whether the top of the file was cut off.",
  ],
  header_malformed: [
    "The column line (#CHROM) cannot be read",
    "Columns are separated by tabs, and each sample name occurs once.",
    "Ask where the file was made, or correct its header.",
  ],
  header_too_large: [
    "The header is too large",
    "It is over the limit of {detail} bytes.",
    "See whether the file is damaged.",
  ],
  line_too_long: [
    "A line is too long",
    "It is over the limit of {detail} bytes.",
    "See whether it is another format without line breaks.",
  ],
  bgzf_corrupt: [
    "The compressed data is damaged",
    "A block fails its check.",
    "Copy it again from the source. Nothing of it was answered.",
  ],
  bcf_corrupt: [
    "The file is damaged",
    "A record of the BCF has a size that cannot be right, or is cut off.",
    "Write it again from its source, or copy it again. Nothing of it was answered.",
  ],
  gzip_corrupt: [
    "The compressed data is damaged",
    "The gzip data fails its check.",
    "Copy it again from the source. Nothing of it was answered.",
  ],
  index_not_of_vcf: [
    "This is not an index of a VCF",
    "It is neither a .tbi nor a .csi that was made for a VCF.",
    "Choose the .tbi or .csi that lies beside the VCF, or go on without it.",
  ],
  index_too_large: [
    "The index is too large",
    "It is beyond what this page reads: {detail}.",
    "Go on without the index.",
  ],
  index_corrupt: [
    "The index is damaged",
    "It contradicts itself or ends too early.",
    "Copy it again from the source, or go on without it.",
  ],
  index_stale: [
    "The index is of another state of the file",
    "It does not fit the file: {detail}.",
    "Make the index again, or go on without it.",
  ],
  index_unfit: [
    "The index cannot find all records",
    "Records of this file may reach further than an index knows ({detail}).",
    "Go on without the index.",
  ],
  build_conflict: [
    "The build differs from the list",
    "The builds of the file and of the list disagree.",
    "Use a list of the file’s build. If you know better than the evidence, set the build yourself.",
  ],
  build_unknown: [
    "The build cannot be decided",
    "The file or the list does not name its build, and too few reference bases could be compared.",
    "Ask where they were made, then set the build yourself.",
  ],
  sample_unknown: [
    "The sample is not in the file",
    "The file has no sample of this name.",
    "Choose the file again and pick a sample that it lists.",
  ],
  samples_too_many: [
    "Too many samples at once",
    "{detail} samples with this list need more memory than there is.",
    "Choose fewer samples, or a shorter list.",
  ],
  option_invalid: [
    "A choice cannot be used",
    "The program did not accept a value.",
    "Start again; if it happens once more, report the text below.",
  ],
  all_held_back: [
    "All that is asked about is held back",
    "Every entry of it lies in one of 84 genes that are shown only after the question below.",
    "Answer the question, or choose another list or a disease.",
  ],
  filter_empty: [
    "No entry fits",
    "No entry of the list fits what was asked for. {detail}",
    "Ask for less at once, or choose another list.",
  ],
  panel_magic: [
    "This is not a .gsp panel",
    "Its first bytes are not those of a panel.",
    "Choose a .gsp file, a VCF, a table or a BED.",
  ],
  panel_version: [
    "The list has another format version",
    "Its version is {detail}, which this page does not read.",
    "Build the list again from its source.",
  ],
  panel_truncated: [
    "The list is cut short",
    "The panel file ends too early.",
    "Copy it again, or build it again from its source.",
  ],
  panel_checksum: [
    "The list does not match its checksum",
    "Its content differs from what its SHA-256 says.",
    "Copy it again, or build it again from its source.",
  ],
  panel_corrupt: [
    "The list contradicts itself",
    "The panel file is not sound.",
    "Build it again from its source.",
  ],
  panel_empty: [
    "The list has no usable entry",
    "None of its lines gives an allele with contig, position, REF and ALT, or a region.",
    "Choose a VCF, a table with these columns, or a BED.",
  ],
  panel_columns: [
    "The table lacks a column",
    "The column {detail} is missing.",
    "It needs contig, pos, ref and alt, or one column of variants such as 7-140753336-A-T.",
  ],
  panel_rs_only: [
    "The list names rs numbers alone",
    "An rs number names a place and not an allele, and is merged and split between releases.",
    "Give CHROM, POS, REF and ALT.",
  ],
  panel_is_gene_list: [
    "This is a list of genes",
    "It names no alleles.",
    "Choose a VCF, a table of alleles or a BED as the list; genes choose among its entries.",
  ],
  gene_list_invalid: [
    "The list of genes cannot be read",
    "It lacks what is needed: {detail}.",
    "Choose symbols, a table with a column of symbols, or JSON of PanelApp.",
  ],
  gene_table_invalid: [
    "The gene table cannot be used",
    "It holds no approved symbol.",
    "Choose the complete set of HGNC, with the columns symbol, alias_symbol, prev_symbol and hgnc_id.",
  ],
  panel_too_large: [
    "The list is too large",
    "It exceeds a limit of the format.",
    "Split it into several lists.",
  ],
  callable_empty: [
    "No region was found",
    "The file of callable regions holds none.",
    "Give a BED: contig, start and end, separated by tabs.",
  ],
  contig_map_invalid: [
    "The table of contig names cannot be used",
    "A line has not two columns, or a name means what is not known: {detail}.",
    "Give two columns: a name of the file, and a name of the list or a usual one, such as chr1.",
  ],
  contig_map_conflict: [
    "Two contigs would be the same",
    "By the table of contig names two contigs of the file become one: {detail}.",
    "Leave one of the two out of the table.",
  ],
  reference_not_fasta: [
    "The reference is not a FASTA",
    "It does not begin with > and a contig name.",
    "Choose a FASTA file.",
  ],
  report_invalid: [
    "This is no report",
    "It cannot be exported: {detail}.",
    "Choose a report that was saved as JSON.",
  ],
  ped_invalid: [
    "The pedigree cannot be read",
    "It is no PED file: {detail}.",
    "Choose a table of family, sample, father, mother, sex and phenotype.",
  ],
  roles_invalid: [
    "The roles do not fit together",
    "They make neither a family nor a tumour with its matched sample: {detail}.",
    "Give one proband and a parent or sibling, or one tumour.",
  ],
  cohort_invalid: [
    "The cohort file cannot be read",
    "It is none of this version, or it is damaged: {detail}.",
    "Make it again.",
  ],
  cohort_conflict: [
    "Cohorts cannot be counted together",
    "They are of other panels or conditions, or share a sample: {detail}.",
    "Merge files of one panel, each sample once.",
  ],
  file_changed: [
    "The file has changed",
    "The line is not the one that was compared.",
    "Compare the file again.",
  ],
  io: [
    "The file can no longer be read",
    "It may have been moved, changed or unplugged since it was chosen, or it is a folder.",
    "See what it is and where, and choose it again.",
  ],
  out_of_memory: [
    "Not enough memory",
    "The browser could not reserve what the work needs.",
    "Close other tabs, choose fewer samples or a shorter list, and try again.",
  ],
  trap: [
    "The work stopped partway",
    "An internal fault. The partial result was thrown away.",
    "Try once more; if it happens again, report the text below.",
  ],
  worker_lost: [
    "The browser ended the work",
    "The worker that did it could not be started, or is gone. The partial result was thrown away.",
    "Try once more. Where a policy of your organisation blocks workers, ask for them to be allowed here.",
  ],
  instance_gone: [
    "The work stopped partway",
    "The part of the program that held the result is gone.",
    "Compare the file again.",
  ],
  wasm_load: [
    "The program could not be started",
    "Its WebAssembly part did not load.",
    "Reload the page. Where a policy of your organisation blocks WebAssembly, ask for it to be allowed here.",
  ],
  boot: [
    "The page is not complete",
    "One of its own files could not be loaded.",
    "Check the connection and reload the page.",
  ],
  browser: [
    "This browser is not supported",
    "WebAssembly, streams or workers are missing.",
    "Use a recent Chrome, Edge, Firefox or Safari.",
  ],
  has_samples: [
    "This looks like a genome file",
    "Samples named in its header: {detail}. Nothing of it was kept.",
    "Open it on the page that compares. If it is a list all the same, add it as one.",
  ],
  no_library: [
    "No lists can be kept here",
    "This browser keeps no files for this page: it is an older one, or this is a private window.",
    "Use an ordinary window of a recent browser. The page that compares takes lists without keeping them.",
  ],
  library_full: [
    "There is no room for this list",
    "The browser gives this site no more storage.",
    "Remove a list that is not needed, or make room on this device.",
  ],
} as const;
