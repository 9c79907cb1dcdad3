//! Whether an entry is one of germlines, of tumours, or of both, as the panel says.

use crate::panel::{EntryId, Panel, SignificanceClass, origins_of};

const GERMLINE: u32 = 1;
const SOMATIC: u32 = 1 << 1;

/// What a panel says of an entry.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Kind {
    pub germline: bool,
    pub somatic: bool,
}

/// The kind of an entry: somatic where it has an oncogenicity or a clinical impact in tumours (`ONC`, `SCI`), or where its only
/// origin is somatic; germline where it has a germline classification of another origin. An entry of which the panel says
/// nothing is both.
pub(super) fn kind_of(panel: &Panel) -> impl Fn(EntryId, SignificanceClass) -> Kind {
    let stated = |key: &str| {
        let column = panel.column(key);
        let has = column.map(|column| column.by_value(|text| !matches!(text, "" | "." | "-"), |a, b| a || b));
        move |id| match (column, &has) {
            (Some(column), Some(has)) => column.code(id).is_some_and(|code| has.get(code) == Some(&Some(true))),
            _ => false,
        }
    };
    let (onc, sci, origins) = (stated("onc"), stated("sci"), origins_of(panel));
    move |id, class| {
        let origins = origins(id) & (GERMLINE | SOMATIC);
        let of_tumours = onc(id) || sci(id);
        let somatic = of_tumours || origins == SOMATIC;
        let germline = class != SignificanceClass::None && origins != SOMATIC;
        if somatic || germline { Kind { germline, somatic } } else { Kind { germline: true, somatic: true } }
    }
}
