//! A report of several samples as one of each.

use std::collections::HashMap;
use std::sync::Arc;
use std::vec;

use super::model::{Report, Summary, VerdictRow};

/// What a report says of one sample; all else is the same of each.
#[derive(Debug)]
pub struct OfSample {
    summary: Summary,
    verdicts: Vec<VerdictRow>,
}

impl Report {
    /// A report for each sample of the summary, in its order: all but counts and verdicts is the same in each.
    pub fn by_sample(mut self) -> impl Iterator<Item = Self> {
        let parts = self.take_samples();
        parts.map(move |part| {
            let mut report = self.clone();
            report.put_sample(part);
            report
        })
    }

    /// Takes counts and verdicts out, those of one sample after the other, each of which can be put back alone.
    pub fn take_samples(&mut self) -> vec::IntoIter<OfSample> {
        let (summary, verdicts) = (std::mem::take(&mut self.summary), std::mem::take(&mut self.verdicts));
        let mut of: HashMap<Option<Arc<str>>, Vec<VerdictRow>> = HashMap::new();
        for row in verdicts {
            of.entry(row.sample.clone()).or_default().push(row);
        }
        let part = |summary: Summary| OfSample { verdicts: of.remove(&summary.sample).unwrap_or_default(), summary };
        summary.into_iter().map(part).collect::<Vec<_>>().into_iter()
    }

    /// Makes it the report of a sample, in the place of any other.
    pub fn put_sample(&mut self, part: OfSample) {
        self.summary = vec![part.summary];
        self.verdicts = part.verdicts;
    }
}
