//! How the project is worked on: forms, pull requests, workflows.

use super::documents::{files, read};

#[test]
fn forms_ask_for_no_real_mail() {
    let forms: Vec<_> = files().iter().filter(|file| file.starts_with(".github/ISSUE_TEMPLATE/")).collect();
    assert_eq!(forms.len(), 4, "{forms:?}");
    for form in forms.into_iter().filter(|form| !form.ends_with("/config.yml")) {
        let text = read(form);
        assert!(text.contains("**Never paste real mail**") && text.contains("required: true"), "{form}");
    }
}

#[test]
fn pull_requests_have_the_checklist_of_contributing() {
    let items = |file| read(file).lines().filter(|line| line.starts_with("- [ ] ")).map(str::to_owned).collect();
    let (asked, told): (Vec<String>, Vec<String>) =
        (items(".github/pull_request_template.md"), items("CONTRIBUTING.md"));
    assert!(!told.is_empty());
    assert_eq!(asked, told);
}

#[test]
fn workflows_use_actions_by_major_version() {
    let is_major = |action: &str| {
        action.split_once("@v").is_some_and(|(_, version)| version.bytes().all(|digit| digit.is_ascii_digit()))
    };
    for file in files().iter().filter(|file| file.starts_with(".github/workflows/")) {
        let text = read(file);
        let other =
            text.split("uses: ").skip(1).map(|rest| rest.lines().next().unwrap()).find(|action| !is_major(action));
        assert_eq!(other, None, "{file}");
    }
}
