//! The rules of docs/specification.md, one family to a file. Each cites the numbers it implements at the reasons it gives.
//!
//! Section 3, "may this viewer see this thread", begins in [`view`], which calls the families in the order of the
//! steps. Section 4, "what may this viewer do", is in [`reply`], [`mailbox_settings`], [`administration`],
//! [`record_mail`], [`thread_actions`] and [`support`].

pub(crate) mod administration;
pub(crate) mod audience;
pub(crate) mod case;
pub(crate) mod ceiling;
pub(crate) mod classes;
pub(crate) mod denials;
pub(crate) mod exclusion;
pub(crate) mod fold;
pub(crate) mod leaver;
pub(crate) mod links;
pub(crate) mod live;
pub(crate) mod mailbox_settings;
pub(crate) mod mode;
pub(crate) mod owner;
pub(crate) mod per_thread;
pub(crate) mod private;
pub(crate) mod record_mail;
pub(crate) mod refold;
pub(crate) mod relation;
pub(crate) mod reply;
pub(crate) mod shared_mailbox;
pub(crate) mod sink;
pub(crate) mod support;
pub(crate) mod thread_actions;
pub(crate) mod view;
pub(crate) mod viewer;
