//! A report of several samples as one of each.

use std::collections::HashMap;
use std::sync::Arc;

use super::model::{Report, Summary, VerdictRow};

impl Report {
    /// A report for each sample of the summary, in its order: all but counts and verdicts is the same in each.
    pub fn by_sample(mut self) -> impl Iterator<Item = Self> {
        let (summary, verdicts) = (std::mem::take(&mut self.summary), std::mem::take(&mut self.verdicts));
        let mut of: HashMap<Option<Arc<str>>, Vec<VerdictRow>> = HashMap::new();
        for row in verdicts {
            of.entry(row.sample.clone()).or_default().push(row);
        }
        summary.into_iter().map(move |counts: Summary| {
            let verdicts = of.remove(&counts.sample).unwrap_or_default();
            Self { summary: vec![counts], verdicts, ..self.clone() }
        })
    }
}
