//! What a reader of a family's report must know beside the numbers.

use super::check::{MendelianCheck, Shared};
use super::model::{Checks, Kinship, MemberReport};
use super::ped::Sex;
use super::role::Role;
use crate::report::ReportNotice;
use crate::screen::Answer;

/// The notices about members together; each file has its own.
pub(super) fn notices(answers: &[Answer], members: &[MemberReport], checks: &Checks) -> Vec<ReportNotice> {
    let mut notices = Vec::new();
    let mut say = |code: &'static str, detail: String| notices.push(ReportNotice { code, detail });
    let has = |role: Role| members.iter().any(|member| member.role == role);
    if members.iter().any(|member| member.role.is_of_pair()) {
        if !has(Role::Normal) {
            say("no_matched_sample", String::new());
        }
    } else {
        say("relatives", String::new());
        if !has(Role::Mother) || !has(Role::Father) {
            say("parent_missing", String::new());
        }
    }
    for member in members {
        let copies = copies_of_x(answers, member);
        if copies.is_some_and(|copies| expected_copies(member).is_some_and(|expected| copies != expected)) {
            say("x_implausible", format!("{}: {}", name(answers, member), copies.unwrap_or_default()));
        }
    }
    if let Some(check) = checks.mendelian.filter(MendelianCheck::is_implausible) {
        say("inheritance_implausible", format!("{} / {}", check.inconsistent, check.compared));
    }
    for Kinship { members: pair, kinship, .. } in &checks.kinship {
        if kinship.is_some_and(|kinship| is_implausible(pair.map(|at| members[at].role), kinship)) {
            let names = pair.map(|at| name(answers, &members[at]));
            say("kinship_implausible", format!("{} – {}: {:.2}", names[0], names[1], kinship.unwrap_or_default()));
        }
    }
    notices
}

/// The copies of X that the file calls, where that is known and nobody stated them.
fn copies_of_x(answers: &[Answer], member: &MemberReport) -> Option<u8> {
    let called = answers[member.report].head().summary[member.summary].copies_of_x.as_ref()?;
    called.copies.filter(|_| !called.stated)
}

/// Those that mothers and fathers mostly have, and anybody else of a sex that the pedigree states.
fn expected_copies(member: &MemberReport) -> Option<u8> {
    match (member.role, member.sex) {
        (Role::Mother, _) | (Role::Proband | Role::Sibling, Some(Sex::Female)) => Some(2),
        (Role::Father, _) | (Role::Proband | Role::Sibling, Some(Sex::Male)) => Some(1),
        _ => None,
    }
}

/// The name of a member, for people.
fn name(answers: &[Answer], member: &MemberReport) -> String {
    member.sample.as_deref().map_or_else(|| answers[member.report].head().input.name.clone(), str::to_owned)
}

fn is_implausible(roles: [Role; 2], kinship: f64) -> bool {
    match roles {
        [Role::Proband | Role::Sibling, Role::Mother | Role::Father] | [Role::Mother | Role::Father, Role::Sibling] => {
            Shared::is_no_parent(kinship)
        }
        [Role::Tumor, Role::Normal] => Shared::is_no_pair(kinship),
        _ => false,
    }
}
