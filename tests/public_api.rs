//! What the crate shows to others stands in `docs/public-api.txt`, so that a change of it is seen in review.
//! To accept one: `UPDATE_PUBLIC_API=1 cargo test --test public_api`.
#![allow(clippy::panic, clippy::unwrap_used, reason = "a panic is a failing test")]

mod documents;

use documents::{files, read};
use proc_macro2::TokenTree;
use quote::ToTokens;
use std::collections::BTreeSet;
use syn::{Fields, ImplItem, Item, UseTree, Visibility};

const LIST: &str = "docs/public-api.txt";

/// The names that `src/lib.rs` hands on.
fn shown() -> BTreeSet<String> {
    fn names(tree: &UseTree, found: &mut BTreeSet<String>) {
        match tree {
            UseTree::Path(path) => names(&path.tree, found),
            UseTree::Name(name) => drop(found.insert(name.ident.to_string())),
            UseTree::Group(group) => group.items.iter().for_each(|tree| names(tree, found)),
            UseTree::Rename(_) | UseTree::Glob(_) => panic!("name what is shown, one by one"),
        }
    }
    let mut found = BTreeSet::new();
    for item in syn::parse_file(&read("src/lib.rs")).unwrap().items {
        if let Item::Use(shown) = item
            && matches!(shown.vis, Visibility::Public(_))
        {
            names(&shown.tree, &mut found);
        }
    }
    found
}

/// Tokens as one line, without the spaces that only separate tokens.
fn line(tokens: &impl ToTokens) -> String {
    let mut text = tokens.to_token_stream().to_string();
    for (from, to) in [
        (" :: ", "::"),
        (" < ", "<"),
        (" <", "<"),
        (" >", ">"),
        ("& ", "&"),
        (" ,", ","),
        (" (", "("),
        ("( ", "("),
        (" )", ")"),
        (" :", ":"),
        (" ;", ";"),
    ] {
        text = text.replace(from, to);
    }
    text
}

const fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn fields(owner: &str, fields: &Fields, always: bool, lines: &mut BTreeSet<String>) {
    for (number, field) in fields.iter().enumerate().filter(|(_, field)| always || is_public(&field.vis)) {
        let name = field.ident.as_ref().map_or_else(|| number.to_string(), ToString::to_string);
        lines.insert(format!("{owner}.{name}: {}", line(&field.ty)));
    }
}

fn describe(item: &Item, shown: &BTreeSet<String>, lines: &mut BTreeSet<String>) {
    let is_shown = |name: &syn::Ident| shown.contains(&name.to_string());
    match item {
        Item::Struct(item) if is_shown(&item.ident) && is_public(&item.vis) => {
            lines.insert(format!("struct {}{}", item.ident, line(&item.generics)));
            fields(&item.ident.to_string(), &item.fields, false, lines);
        }
        Item::Enum(item) if is_shown(&item.ident) && is_public(&item.vis) => {
            lines.insert(format!("enum {}{}", item.ident, line(&item.generics)));
            for variant in &item.variants {
                let owner = format!("{}::{}", item.ident, variant.ident);
                lines.insert(owner.clone());
                fields(&owner, &variant.fields, true, lines);
            }
        }
        Item::Type(item) if is_shown(&item.ident) => {
            lines.insert(format!("type {}{} = {}", item.ident, line(&item.generics), line(&item.ty)));
        }
        Item::Fn(item) if is_shown(&item.sig.ident) && is_public(&item.vis) => {
            lines.insert(line(&item.sig));
        }
        Item::Macro(item) => macro_names(item, shown, lines),
        Item::Impl(item) => {
            let owner = line(&item.self_ty);
            let name = owner.split('<').next().unwrap();
            if !shown.contains(name) {
                return;
            }
            if let Some((_, path, _)) = &item.trait_ {
                lines.insert(format!("impl {} for {owner}", line(path)));
                return;
            }
            for member in &item.items {
                if let ImplItem::Fn(function) = member
                    && is_public(&function.vis)
                {
                    lines.insert(format!("{owner}::{}", line(&function.sig)));
                }
            }
        }
        _ => {}
    }
}

/// Words that the macro `names!` and its like make an enum of: a name, and in braces each variant, `=` and its text.
fn macro_names(item: &syn::ItemMacro, shown: &BTreeSet<String>, lines: &mut BTreeSet<String>) {
    let mut kind = String::new();
    for token in item.mac.tokens.clone() {
        match token {
            TokenTree::Ident(name) => kind = name.to_string(),
            TokenTree::Group(group) if shown.contains(&kind) => {
                lines.insert(format!("enum {kind}"));
                let inside: Vec<TokenTree> = group.stream().into_iter().collect();
                for variant in inside.windows(3) {
                    if let [TokenTree::Ident(name), TokenTree::Punct(_), TokenTree::Literal(text)] = variant {
                        lines.insert(format!("{kind}::{name} = {text}"));
                    }
                }
            }
            TokenTree::Group(_) | TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}

#[test]
fn the_list_is_what_the_crate_shows() {
    let shown = shown();
    let mut lines = BTreeSet::new();
    for file in files()
        .iter()
        .filter(|file| file.starts_with("src/") && file.ends_with(".rs") && !file.starts_with("src/wasm/"))
    {
        syn::parse_file(&read(file)).unwrap().items.iter().for_each(|item| describe(item, &shown, &mut lines));
    }
    let found = lines.into_iter().map(|line| line + "\n").collect::<String>();
    if std::env::var_os("UPDATE_PUBLIC_API").is_some() {
        std::fs::write(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(LIST), &found).unwrap();
    }
    assert!(found == read(LIST), "{LIST} is not what the crate shows: see what changed with UPDATE_PUBLIC_API=1");
}
