//! Sub-panels, as JavaScript describes them.

use super::fields::{Fields, Wrong};
use crate::panel::{DiseaseFilter, Filter};

/// A filter with a word that nobody reads would ask about everything.
const KEYS: [&str; 9] = [
    "significance",
    "minStars",
    "genes",
    "excludeGenes",
    "conditions",
    "diseases",
    "origins",
    "consequences",
    "regions",
];

/// The fields of an `EntryFilter`.
pub(super) fn filter(fields: &Fields) -> Result<Filter, Wrong> {
    fields.only(&KEYS)?;
    let stars = fields.number_if_any("minStars")?;
    if stars > 4 {
        return Err(Wrong("minStars".to_owned()));
    }
    Ok(Filter {
        significance: fields.texts("significance")?,
        min_stars: Some(u8::try_from(stars).map_err(|_| Wrong("minStars".to_owned()))?).filter(|stars| *stars > 0),
        genes: fields.texts("genes")?,
        exclude_genes: fields.texts("excludeGenes")?,
        conditions: fields.texts("conditions")?,
        diseases: fields.each_if_any("diseases")?.iter().map(disease).collect::<Result<_, _>>()?,
        origins: fields.texts("origins")?,
        consequences: fields.texts("consequences")?,
        regions: fields.texts("regions")?,
    })
}

fn disease(fields: &Fields) -> Result<DiseaseFilter, Wrong> {
    let (conditions, genes) = (fields.texts("conditions")?, fields.texts("genes")?);
    Ok(DiseaseFilter { name: fields.text("name")?, conditions, genes })
}
