//! mailveil for hosts without JavaScript: `mailveil_abi.wasm`, whose exports take and give numbers (docs/abi.md).
//!
//! Nothing is done here. `src/abi/` has the functions; this crate gives them their names in the module, because
//! the attribute that does so is `unsafe`, and the crate of the rules forbids all that is.

/// Exports functions of a module of `mailveil::abi` under their own names.
macro_rules! export {
    ($module:ident: $(fn $name:ident($($argument:ident: $number:ty),*) $(-> $answer:ty)?;)*) => {$(
        #[doc = concat!("[`mailveil::abi::", stringify!($module), "::", stringify!($name), "`].")]
        // SAFETY: a name could only collide with another that is linked in, and nothing else begins with `mailveil_`.
        #[unsafe(no_mangle)]
        pub extern "C" fn $name($($argument: $number),*) $(-> $answer)? {
            mailveil::abi::$module::$name($($argument),*)
        }
    )*};
}

export! {
    exports:
    fn mailveil_version() -> u32;
    fn mailveil_room(bytes: usize) -> *const u8;
    fn mailveil_parse(bytes: usize) -> i32;
    fn mailveil_free(policy: i32);
    fn mailveil_decide(policy: i32, bytes: usize) -> i32;
    fn mailveil_allows(policy: i32, bytes: usize) -> i32;
    fn mailveil_decide_all(policy: i32, bytes: usize) -> i32;
    fn mailveil_visible_threads(policy: i32, bytes: usize) -> i32;
    fn mailveil_thread_ids(policy: i32, bytes: usize) -> i32;
    fn mailveil_who_can_view(policy: i32, bytes: usize) -> i32;
    fn mailveil_send_from_mailboxes(policy: i32, bytes: usize) -> i32;
    fn mailveil_mailbox_administration(policy: i32, bytes: usize) -> i32;
    fn mailveil_thread_count(policy: i32) -> i32;
    fn mailveil_licensed_user_count(policy: i32) -> i32;
    fn mailveil_users(policy: i32) -> i32;
    fn mailveil_upsert_threads(policy: i32, bytes: usize) -> i32;
    fn mailveil_upsert_records(policy: i32, bytes: usize) -> i32;
    fn mailveil_remove_threads(policy: i32, bytes: usize) -> i32;
    fn mailveil_filter_threads(policy: i32, options: usize, body: usize) -> i32;
    fn mailveil_judge(policy: i32, question: usize, columns: usize) -> i32;
    fn mailveil_tally(policy: i32, question: usize, columns: usize) -> i32;
    fn mailveil_survey(policy: i32, question: usize, columns: usize) -> i32;
    fn mailveil_compare(before: usize, after: usize) -> i32;
    fn mailveil_diagnose(bytes: usize) -> i32;
    fn mailveil_support_restrictions() -> i32;
}

export! {
    full:
    fn mailveil_propose(policy: i32, question: usize, value: usize) -> i32;
    fn mailveil_exposure(policy: i32, after: i32, bytes: usize) -> i32;
    fn mailveil_lint(policy: i32, bytes: usize) -> i32;
    fn mailveil_sql_context(policy: i32, bytes: usize) -> i32;
    fn mailveil_sql_rows(policy: i32, bytes: usize) -> i32;
}
