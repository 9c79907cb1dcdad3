//! What is asked of a file: the panel and the options of a screen.

use std::path::Path;
use std::sync::Arc;

use genosieve::error::{Error, ErrorKind};
use genosieve::kernel::Policy;
use genosieve::messages::Language;
use genosieve::panel::{Filter, GeneList, GeneListOptions, GeneTable, Panel};
use genosieve::screen::{Run, ScreenOptions};

use super::args::{AskedArgs, FilterArgs};
use super::indexed::Index;
use super::{alleles, diseases, files, parse_build};

/// The panel, and the options for an input of this name.
pub(crate) fn asked(args: &AskedArgs, input: &Path) -> Result<(Arc<Panel>, ScreenOptions), Error> {
    let build = parse_build(args.build.as_ref())?;
    let panel = match &args.panel {
        Some(path) => files::panel_on(path, build)?,
        None => alleles::panel(&args.alleles, build, args.output.lang.into())?,
    };
    let contig_map = Arc::new(args.contig_map.as_deref().map(files::contig_map).transpose()?.unwrap_or_default());
    let callable = args.callable.as_deref().map(|path| files::callable(path, &contig_map)).transpose()?;
    let options = ScreenOptions {
        build,
        samples: args.samples.clone(),
        all: args.all,
        policy: Policy { min_gq: args.min_gq.into(), min_dp: args.min_dp, allow_imputed: args.allow_imputed },
        absent_is_reference: args.absent_is_reference,
        callable: callable.map(Arc::new),
        contig_map,
        x_copies: args.x_copies.clone(),
        filter: filter(&args.filter, args.output.lang.into())?,
        index_refused: None,
        input_name: files::file_name(input),
        run: Run { surface: "native".into(), workers: 1 },
    };
    Ok((Arc::new(panel), options))
}

/// Where the index of the input is.
pub(crate) fn index(args: &AskedArgs) -> Index {
    match &args.index.index {
        Some(path) => Index::At(path.clone()),
        None if args.index.no_index => Index::None,
        None => Index::Beside,
    }
}

/// The genes of a list; what is none is told.
fn genes(args: &FilterArgs, language: Language) -> Result<Vec<String>, Error> {
    let Some(path) = &args.gene_list else { return Ok(Vec::new()) };
    let table = args.gene_table.as_deref().map(|path| GeneTable::read(&files::all(path)?)).transpose()?;
    let options = GeneListOptions { min_confidence: args.min_confidence, ..GeneListOptions::default() };
    let list = GeneList::read(&files::all(path)?, &options, table.as_ref())?;
    list.rejected_lines(language).iter().for_each(|line| eprintln!("{line}"));
    Ok(list.symbols().map(str::to_owned).collect())
}

/// Which entries are asked about.
pub(crate) fn filter(args: &FilterArgs, language: Language) -> Result<Filter, Error> {
    if let Some(stars) = args.min_stars.filter(|stars| *stars > 4) {
        return Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("--min-stars {stars}")));
    }
    Ok(Filter {
        significance: args.significance.clone(),
        min_stars: args.min_stars.filter(|stars| *stars > 0),
        genes: [args.genes.clone(), genes(args, language)?].concat(),
        exclude_genes: args.exclude_genes.clone(),
        conditions: args.conditions.clone(),
        diseases: args.diseases.iter().map(|number| diseases::filter(number)).collect::<Result<_, _>>()?,
        origins: args.origins.clone(),
        consequences: args.consequences.clone(),
        regions: args.regions.clone(),
    })
}
