//! Where the entries lie and what became of them: counts along the chromosomes, for a drawing.

use serde::Serialize;

use super::answer::Answer;
use crate::error::{Error, ErrorKind};
use crate::genome::{Build, length};
use crate::kernel::State;

/// Bins of a track at most.
const MOST_BINS: u32 = 4_000;
/// The nuclear chromosomes, as canonical names.
const CHROMOSOMES: [&str; 24] = [
    "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20",
    "21", "22", "X", "Y",
];

/// A chromosome in bins of equal width, and how many entries of each state begin in each.
#[derive(Clone, Debug, Eq, PartialEq, Serialize)]
pub struct Track {
    /// Its canonical name.
    pub contig: &'static str,
    /// What the panel calls it; the canonical name where it has no entry there.
    pub name: String,
    /// Bases: those of the build; where it is not known, what the panel's source declares, or the last entry's POS.
    pub length: u32,
    /// Bases of a bin; the last may have fewer.
    pub width: u32,
    /// Six numbers a bin, in the order of [`State::ALL`].
    pub counts: Vec<u32>,
}

impl Answer {
    /// The chromosomes 1 to 22, X and Y in bins of one width, `bins` for the longest; or one of them alone. Entries
    /// that are not asked about count nowhere, and those of other contigs are on no track.
    ///
    /// # Errors
    ///
    /// `option_invalid` where there is no such sample or chromosome, or bins are none or more than 4,000.
    pub fn tracks(&self, sample: usize, bins: u32, only: Option<&str>) -> Result<Vec<Track>, Error> {
        let invalid = |what: String| Error::new(ErrorKind::OptionInvalid).with_detail(what);
        self.column(sample)?;
        if bins == 0 || bins > MOST_BINS {
            return Err(invalid(format!("bins {bins}")));
        }
        let wanted: Vec<&'static str> =
            CHROMOSOMES.into_iter().filter(|key| only.is_none_or(|only| only == *key)).collect();
        if wanted.is_empty() {
            return Err(invalid(only.unwrap_or_default().to_owned()));
        }
        let build = self.head().input.build.or(self.joined.panel.info().build);
        let sized: Vec<(&'static str, u32)> =
            wanted.into_iter().filter_map(|key| Some((key, self.length(build, key)?))).collect();
        let longest = sized.iter().map(|(_, length)| *length).max().unwrap_or(1);
        let width = longest.div_ceil(bins).max(1);
        let states = self.states(sample);
        let track = |(contig, length): (&'static str, u32)| {
            let mut counts = vec![0; State::ALL.len() * length.div_ceil(width) as usize];
            let mut name = contig.to_owned();
            if let Some(number) = self.joined.panel.contig_by_key(contig) {
                name.clone_from(&self.joined.panel.contigs()[usize::from(number)].name);
                let ids = self.joined.panel.contig_entries(number);
                for (state, plane) in states.iter().enumerate() {
                    for at in plane[ids.start as usize..ids.end as usize].iter_ones() {
                        let position = self.joined.panel.positions[ids.start as usize + at];
                        // An entry behind the end of its chromosome is drawn at its end.
                        let bin = (position / width) as usize * State::ALL.len() + state;
                        let last = counts.len() - State::ALL.len() + state;
                        counts[bin.min(last)] += 1;
                    }
                }
            }
            Track { contig, name, length, width, counts }
        };
        Ok(sized.into_iter().map(track).collect())
    }

    /// The length of a chromosome; nothing where neither the build nor the panel knows it.
    fn length(&self, build: Option<Build>, key: &str) -> Option<u32> {
        let of_build = build.and_then(|build| length(build, key));
        let of_panel = || {
            let panel = &*self.joined.panel;
            let number = panel.contig_by_key(key)?;
            let ids = panel.contig_entries(number);
            let last = ids.end.checked_sub(1).filter(|last| *last >= ids.start).map(|last| u64::from(panel.pos(last)));
            panel.contigs()[usize::from(number)].length.max(last)
        };
        of_build.or_else(of_panel).and_then(|length| u32::try_from(length).ok()).filter(|length| *length > 0)
    }
}
