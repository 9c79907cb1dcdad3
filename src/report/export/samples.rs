//! What an export tells of the names of samples.

use std::sync::Arc;

use super::head::Head;
use crate::report::VerdictRow;

/// What becomes of the names of samples. Where they are not kept, names of files are left out as well: many
/// are called after the sample inside.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub enum SampleNames {
    /// They stay.
    #[default]
    Keep,
    /// They are left out.
    Drop,
    /// `sample-1`, `sample-2` … stand for them, in the order of the file.
    Number,
}

impl SampleNames {
    /// Replaces the names in a head. Those of the file's samples stay there, by which rows are numbered: no
    /// writer shows them.
    pub(super) fn tell_head(self, head: &mut Head) {
        if self == Self::Keep {
            return;
        }
        let told: Vec<_> = head.summary.iter().map(|of| self.told(head, of.sample.as_ref())).collect();
        for (of, told) in head.summary.iter_mut().zip(told) {
            of.sample = told;
        }
        let callable = head.policy.callable.as_mut().map(|callable| std::mem::take(&mut callable.name));
        for notice in &mut head.notices {
            if callable.as_ref().is_some_and(|name| notice.detail == *name) {
                notice.detail.clear();
            }
        }
        head.input.name.clear();
    }

    /// Replaces the name in a row.
    pub(super) fn tell_row(self, head: &Head, row: &mut VerdictRow) {
        if self != Self::Keep {
            row.sample = self.told(head, row.sample.as_ref());
        }
    }

    fn told(self, head: &Head, name: Option<&Arc<str>>) -> Option<Arc<str>> {
        match self {
            Self::Keep => name.cloned(),
            Self::Drop => None,
            Self::Number => name.map(|name| format!("sample-{}", head.number(name)).into()),
        }
    }
}
