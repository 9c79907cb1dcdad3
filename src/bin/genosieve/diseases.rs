//! Designated intractable diseases (指定難病) by their notification number.

use genosieve::error::{Error, ErrorKind};
use genosieve::panel::DiseaseFilter;

/// Of NANDO, whose licence and release its head states.
const TABLE: &str = include_str!("../../../panels/intractable-diseases.tsv");

/// The filter of a disease: the ids of all its classes and all their genes, each once. Its name is the number and
/// the Japanese name, in which diseases are designated.
///
/// # Errors
///
/// `option_invalid` where no disease has the number, or nothing is known to look for.
pub(crate) fn filter(number: &str) -> Result<DiseaseFilter, Error> {
    let mut filter = DiseaseFilter::default();
    // The names of the columns are a row of no number.
    let lines = TABLE.lines().filter(|line| line.starts_with(|first: char| first.is_ascii_digit()));
    for cells in lines.map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [of, _, ja, _, _, mondo, _, genes] = cells[..] else { continue };
        if of != number {
            continue;
        }
        if filter.name.is_empty() {
            filter.name = format!("{number} {ja}");
        }
        for (list, values) in [(&mut filter.conditions, mondo), (&mut filter.genes, genes)] {
            for value in values.split(',').filter(|value| !value.is_empty()) {
                if !list.iter().any(|known| known == value) {
                    list.push(value.to_owned());
                }
            }
        }
    }
    if filter.conditions.is_empty() && filter.genes.is_empty() {
        return Err(Error::new(ErrorKind::OptionInvalid).with_detail(format!("--disease {number}")));
    }
    Ok(filter)
}

#[cfg(test)]
mod tests {
    use super::filter;

    #[test]
    fn by_number() {
        let marfan = filter("167").unwrap();
        assert!(marfan.name.starts_with("167 マルファン症候群"));
        assert_eq!((marfan.conditions[0].as_str(), marfan.genes[0].as_str()), ("MONDO:0007947", "FBN1"));
        let found = (1..=348).filter(|number| filter(&number.to_string()).is_ok()).count();
        assert!(found > 300, "{found}");
        assert!(filter("349").is_err() && filter("number").is_err() && filter("").is_err());
    }
}
