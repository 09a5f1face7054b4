//! docs/specification.md section 3: may this viewer see this thread, and how much of it?
//!
//! The only entrance. Lists, decisions, `whoCanView` and filters all call [`view`].

use super::case::Case;
use super::relation::Relation;
use super::sink::{Reasons, Unwanted};
use super::viewer::Viewer;
use super::{audience, exclusion, leaver, owner, per_thread, private, shared_mailbox};
use crate::model::decision::Level;
use crate::model::mailbox::Sharing;
use crate::model::place::Place;
use crate::model::reason::{ReasonCode, Rule};
use crate::model::rows::RecordRow;
use crate::model::thread::ThreadState;
use crate::policy::threads::CompiledThread;

/// The level at which a viewer (who may act: step 1 is behind them) sees a thread, with the reasons.
pub(crate) fn view<'p, R: Reasons<'p>>(
    viewer: &Viewer<'p>,
    thread: CompiledThread<'p>,
    place: Place<RecordRow>,
    reasons: &mut R,
) -> Level {
    let Some(mailbox) = viewer.policy.mailbox(thread.folded.mailbox) else { return Level::None };
    let relation = Relation::of(viewer, mailbox);
    view_in(Case { viewer, mailbox, relation, thread }, place, reasons)
}

/// [`view`] for whoever knows what the viewer is to the mailbox.
pub(crate) fn view_in<'p, R: Reasons<'p>>(case: Case<'_, 'p>, place: Place<RecordRow>, reasons: &mut R) -> Level {
    if case.thread.folded.state == ThreadState::Deleted {
        reasons.say(ReasonCode::ThreadDeleted, Rule::P10);
        return Level::None;
    }
    if case.relation.owns {
        return owner::view(case, place, reasons);
    }
    if !leaver::is_restored(case, reasons) || !exclusion::is_shareable(case, reasons) {
        return Level::None;
    }
    match place {
        Place::Mailbox => on_mailbox(case, reasons),
        Place::Record(record) => on_record(case, record, reasons),
        Place::Anywhere => anywhere(case, reasons),
    }
}

/// The better of both surfaces; on a tie, `record` gives the reasons. A denial has those of both, but for
/// `surface-not-allowed`.
fn anywhere<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> Level {
    if !case.mode().shown_on_mailbox {
        return on_record(case, None, reasons);
    }
    let by_record = on_record(case, None, &mut Unwanted);
    let by_mailbox = on_mailbox(case, &mut Unwanted);
    if by_record >= by_mailbox {
        on_record(case, None, reasons);
    }
    if by_mailbox >= by_record && by_record == Level::None || by_mailbox > by_record {
        on_mailbox(case, reasons);
    }
    by_record.max(by_mailbox)
}

fn on_record<'p, R: Reasons<'p>>(case: Case<'_, 'p>, record: Option<RecordRow>, reasons: &mut R) -> Level {
    let sharing = &case.mailbox.mailbox.sharing;
    if let Sharing::Private = sharing {
        return private::view(reasons);
    }
    if let Some(record) = record
        && !case.thread.links.contain(record)
    {
        reasons.say_of_record(
            ReasonCode::RecordNotLinked,
            case.mode().link_rule,
            case.viewer.policy.records.id(record),
        );
        return Level::None;
    }
    match sharing {
        Sharing::Complete { .. } | Sharing::RecordLevel { .. } => audience::view(case, record, reasons),
        Sharing::PerThread { .. } => per_thread::view(case, record, reasons),
        Sharing::Private => private::view(reasons),
        Sharing::SharedMailbox { .. } => shared_mailbox::view_on_record(case, record, reasons),
    }
}

fn on_mailbox<'p, R: Reasons<'p>>(case: Case<'_, 'p>, reasons: &mut R) -> Level {
    match &case.mailbox.mailbox.sharing {
        Sharing::Private => private::view(reasons),
        _ if !case.mode().shown_on_mailbox => {
            reasons.say(ReasonCode::SurfaceNotAllowed, Rule::P04);
            Level::None
        }
        Sharing::Complete { .. } | Sharing::PerThread { .. } | Sharing::RecordLevel { .. } => Level::None,
        Sharing::SharedMailbox { .. } => shared_mailbox::view_on_mailbox(case, reasons),
    }
}
