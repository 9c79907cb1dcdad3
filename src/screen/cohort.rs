//! Verdicts of a cohort: of all samples whose calls at an entry are the same, one is judged.
//!
//! ```text
//! for each entry that a row speaks of:
//!     judge the calls that most samples have, once, and count them for all
//!     for each sample with another call at any of its rows:
//!         judge its calls, unless they were judged; count them instead
//! ```
//!
//! No state is kept for each entry and sample: of 2,504 samples and 3.4 million entries that is 6 GB.

use std::collections::HashMap;
use std::fmt::Write;

use super::derive::{Group, Joined, Listed, Tally, is_listed, pairs_of};
use crate::kernel::Verdict;
use crate::panel::EntryId;

/// Samples that are answered alike where their calls are the same: their copies of X are, and neither or
/// both have a column name that says more than a genotype.
struct Class {
    members: Vec<u32>,
    /// What is counted for all of them.
    tally: Tally,
}

/// The verdicts of all samples.
pub(super) struct Cohort<'a> {
    joined: &'a Joined,
    all: bool,
    class_of: Vec<u32>,
    classes: Vec<Class>,
    /// What is counted for one sample more, or less, than for all.
    own: Vec<Tally>,
    groups: Vec<Group>,
    /// Bits of the samples with other calls at the entry in question.
    deviates: Vec<bool>,
}

impl<'a> Cohort<'a> {
    pub(super) fn new(joined: &'a Joined, all: bool) -> Self {
        let samples = joined.columns().len();
        let mut this = Self {
            joined,
            all,
            class_of: Vec::with_capacity(samples),
            classes: Vec::new(),
            own: vec![Tally::default(); samples],
            groups: Vec::new(),
            deviates: vec![false; samples],
        };
        let mut known = Vec::new();
        for (sample, column) in (0_u32..).zip(joined.columns()) {
            let name = joined.name(column).filter(|name| matches!(*name, "TUMOR" | "NORMAL"));
            let key = (joined.copies_of_x(column).and_then(|x| x.copies), name);
            let class = known.iter().position(|k| *k == key).unwrap_or_else(|| {
                known.push(key);
                this.classes.push(Class { members: Vec::new(), tally: Tally::default() });
                known.len() - 1
            });
            this.classes[class].members.push(sample);
            this.class_of.push(u32::try_from(class).expect("there are few classes"));
        }
        this
    }

    /// Counts of each sample, and what is listed, in panel order.
    pub(super) fn derive(mut self) -> (Vec<Tally>, Vec<Group>) {
        let joined = self.joined;
        let touched = joined.touched_unless(self.all, None);
        let mut rest = joined.pairs();
        for contig in (0_u16..).take(joined.panel.contigs().len()) {
            let entries = joined.panel.contig_entries(contig);
            let mut take = |entry: EntryId, this: &mut Self| this.entry(entry, pairs_of(&mut rest, entry), contig);
            let Some(touched) = &touched else {
                entries.filter(|entry| joined.asks(*entry)).for_each(|entry| take(entry, &mut self));
                continue;
            };
            let range = entries.start as usize..entries.end as usize;
            let asked = joined.mask.as_ref().map_or(range.len(), |mask| mask.entries[range.clone()].count_ones());
            let touched = &touched[range];
            let untouched = Verdict::not_assessed(joined.on_contig(None, contig).without_record());
            let number = asked - touched.count_ones();
            let number = i64::try_from(number).expect("entries are numbered in 32 bits");
            self.classes.iter_mut().for_each(|class| class.tally.add(&untouched, number));
            for offset in touched.iter_ones() {
                take(entries.start + u32::try_from(offset).expect("entries are numbered in 32 bits"), &mut self);
            }
        }
        let Self { class_of, classes, mut own, groups, .. } = self;
        own.iter_mut().zip(&class_of).for_each(|(own, class)| own.merge(&classes[*class as usize].tally));
        (own, groups)
    }

    fn entry(&mut self, entry: EntryId, pairs: &[(EntryId, usize)], contig: u16) {
        let others = self.others(pairs);
        for sample in &others {
            self.deviates[*sample as usize] = true;
        }
        let usual: Vec<Option<Listed>> = (0..self.classes.len()).map(|c| self.usual(c, entry, pairs, contig)).collect();
        let mut known: HashMap<String, u32> = HashMap::new();
        let mut judged: Vec<Group> = Vec::new();
        for sample in others {
            let class = self.class_of[sample as usize];
            let key = self.key(class, sample, pairs);
            let at = known.get(&key).map_or(judged.len(), |at| *at as usize);
            if at == judged.len() {
                known.insert(key, u32::try_from(at).expect("samples are numbered in 32 bits"));
                judged.push(Group { listed: self.judge(sample, entry, pairs, contig), samples: Vec::new() });
            }
            let own = &mut self.own[sample as usize];
            own.add(&judged[at].listed.verdict, 1);
            if let Some(usual) = &usual[class as usize] {
                own.add(&usual.verdict, -1);
            }
            judged[at].samples.push(sample);
            self.deviates[sample as usize] = false;
        }
        let all = self.all;
        self.groups.extend(judged.into_iter().filter(|group| all || is_listed(&group.listed.verdict)));
    }

    /// What most samples of a class are told, which is counted for all of them. Nothing where each has
    /// another call.
    fn usual(&mut self, class: usize, entry: EntryId, pairs: &[(EntryId, usize)], contig: u16) -> Option<Listed> {
        let Class { members, .. } = &self.classes[class];
        let first = members.iter().copied().find(|sample| !self.deviates[*sample as usize])?;
        let listed = self.judge(first, entry, pairs, contig);
        if self.all || is_listed(&listed.verdict) {
            let samples = members.iter().copied().filter(|sample| !self.deviates[*sample as usize]).collect();
            self.groups.push(Group { listed: listed.clone(), samples });
        }
        self.classes[class].tally.add(&listed.verdict, 1);
        Some(listed)
    }

    fn judge(&self, sample: u32, entry: EntryId, pairs: &[(EntryId, usize)], contig: u16) -> Listed {
        self.joined.judge(entry, pairs, &self.joined.on_contig(Some(sample as usize), contig))
    }

    /// Samples with another call than the commonest at any of these rows, ascending.
    fn others(&self, pairs: &[(EntryId, usize)]) -> Vec<u32> {
        let alike = |site: usize| self.joined.partial.sites[site].record.calls.alike();
        let mut others: Vec<u32> = Vec::new();
        for of_row in pairs.iter().filter_map(|(_, site)| alike(*site)) {
            others.extend(of_row.others());
        }
        if pairs.len() > 1 {
            crate::order::sort(&mut others);
            others.dedup();
        }
        others
    }

    /// What two samples have in common that are answered alike.
    fn key(&self, class: u32, sample: u32, pairs: &[(EntryId, usize)]) -> String {
        let mut key = class.to_string();
        for (_, site) in pairs {
            let alike = self.joined.partial.sites[*site].record.calls.alike();
            let _ = write!(key, " {}", alike.map_or(0, |alike| alike.kind(sample)));
        }
        key
    }
}
