//! A tumour and its matched sample: in which section an entry stands, and what is said of its origin.

use super::kind::Kind;
use super::view::FamilyView;
use crate::kernel::State;

/// The views of an entry. `normal` is nothing where there is no matched sample.
pub(super) fn views(kind: Kind, tumor: State, normal: Option<State>) -> Vec<FamilyView> {
    let in_tumor = is_carried(tumor);
    let in_normal = normal.is_some_and(is_carried);
    let mut views = Vec::new();
    if in_tumor {
        views.push(match normal {
            _ if in_normal => FamilyView::AlsoInNormal,
            Some(State::NotCarried) => FamilyView::TumorOnly,
            _ => FamilyView::NormalUnknown,
        });
        if kind.germline && !in_normal {
            views.push(FamilyView::OriginNotShown);
        }
    }
    let germline = kind.germline && normal.is_some_and(is_listed);
    if germline {
        views.push(FamilyView::GermlineSection);
    }
    if !germline || kind.somatic && is_listed(tumor) {
        views.push(FamilyView::TumorSection);
    }
    views
}

fn is_carried(state: State) -> bool {
    matches!(state, State::Carried | State::CarriedAssumed)
}

fn is_listed(state: State) -> bool {
    is_carried(state) || state == State::Indeterminate
}

#[cfg(test)]
mod tests {
    use super::*;
    use FamilyView::{AlsoInNormal, GermlineSection, NormalUnknown, OriginNotShown, TumorOnly, TumorSection};
    use State::{Carried, NotAssessed, NotCarried};

    const GERMLINE: Kind = Kind { germline: true, somatic: false };
    const SOMATIC: Kind = Kind { germline: false, somatic: true };
    const BOTH: Kind = Kind { germline: true, somatic: true };

    #[test]
    fn an_entry_stands_where_it_belongs() {
        for (kind, tumor, normal, expected) in [
            (GERMLINE, Carried, Some(Carried), &[AlsoInNormal, GermlineSection][..]),
            (GERMLINE, Carried, Some(NotCarried), &[TumorOnly, OriginNotShown, TumorSection]),
            (GERMLINE, Carried, None, &[NormalUnknown, OriginNotShown, TumorSection]),
            (GERMLINE, NotCarried, Some(Carried), &[GermlineSection]),
            (SOMATIC, Carried, Some(NotAssessed), &[NormalUnknown, TumorSection]),
            (SOMATIC, NotCarried, Some(Carried), &[TumorSection]),
            (SOMATIC, Carried, Some(Carried), &[AlsoInNormal, TumorSection]),
            (BOTH, Carried, Some(Carried), &[AlsoInNormal, GermlineSection, TumorSection]),
            (BOTH, NotCarried, Some(Carried), &[GermlineSection]),
            (BOTH, Carried, Some(NotCarried), &[TumorOnly, OriginNotShown, TumorSection]),
        ] {
            assert_eq!(views(kind, tumor, normal), expected, "{kind:?} {tumor:?} {normal:?}");
        }
    }
}
