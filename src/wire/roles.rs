//! `roles`: a forest.

use super::at::At;
use super::input::{Field, Input, optional, required};
use crate::error::ProblemCode;
use crate::json::{SyntaxError, Text};
use crate::model::rows::RoleRow;
use crate::tables::interner::Interner;
use crate::tables::seed::Seed;

const ROLE: &[Field] = &[required("id"), optional("name"), optional("parent")];

/// The roles that were read.
#[derive(Debug)]
pub(super) struct Roles {
    pub(super) names: Interner,
    pub(super) parents: Vec<Option<RoleRow>>,
}

/// A `parent`, to be resolved when all roles are known.
struct ParentText<'t> {
    /// The position in the document's list.
    index: usize,
    /// `None` if the role itself was refused.
    role: Option<RoleRow>,
    offset: usize,
    text: Text<'t>,
}

#[inline(never)]
pub(super) fn read(input: &mut Input<'_>, at: &At<'_>, seed: &Seed) -> Result<Roles, SyntaxError> {
    let mut roles = Roles { names: Interner::new(seed), parents: Vec::new() };
    let mut texts = Vec::new();
    let mut index = 0_usize;
    input.array(at, &mut |input, at| {
        let mut id = None;
        let mut parent = None;
        input.object(at, ROLE, &mut |input, at, name| {
            match name {
                "id" => id = input.row_id(at, &roles.names)?,
                "parent" => {
                    let offset = input.here()?;
                    parent = input.string(at)?.map(|text| (offset, text));
                }
                _ => drop(input.string(at)?),
            }
            Ok(())
        })?;
        let role = id.and_then(|id| roles.names.insert(&id).ok()).map(RoleRow::new);
        roles.parents.extend(role.map(|_| None));
        if let Some((offset, text)) = parent {
            texts.push(ParentText { index, role, offset, text });
        }
        index = index.saturating_add(1);
        Ok(())
    })?;
    resolve(input, at, &mut roles, &texts);
    Ok(roles)
}

fn resolve(input: &mut Input<'_>, at: &At<'_>, roles: &mut Roles, texts: &[ParentText<'_>]) {
    for ParentText { index, role, offset, text } in texts {
        let parent = roles.names.find(text).map(RoleRow::new);
        if parent.is_none() {
            input.unknown_reference(*offset, &at.item(*index).member("parent"), "role");
        }
        if let Some(slot) = role.and_then(|role| roles.parents.get_mut(role.index())) {
            *slot = parent;
        }
    }
    let cyclic = on_cycles(&roles.parents);
    for ParentText { index, role, offset, .. } in texts {
        if role.and_then(|role| cyclic.get(role.index())) == Some(&true) {
            let at = at.item(*index);
            let at = at.member("parent");
            input.report(*offset, &at, ProblemCode::RoleCycle, "this role is below itself");
        }
    }
}

/// Which roles are on a cycle; those below one are not.
fn on_cycles(parents: &[Option<RoleRow>]) -> Vec<bool> {
    #[derive(Clone, Copy, PartialEq)]
    enum Mark {
        Done,
        OnWalk(usize),
        Unseen,
    }
    let mut marks = vec![Mark::Unseen; parents.len()];
    let mut cyclic = vec![false; parents.len()];
    for start in 0..parents.len() {
        // Up from `start` until the root, or a role that an earlier walk or this one has seen.
        let mut walk = Vec::new();
        let mut next = Some(start);
        while let Some(role) = next {
            let Some(mark) = marks.get_mut(role) else { break };
            match *mark {
                Mark::Done => break,
                Mark::OnWalk(position) => {
                    for on_cycle in walk.get(position..).unwrap_or_default() {
                        cyclic.get_mut(*on_cycle).into_iter().for_each(|cyclic| *cyclic = true);
                    }
                    break;
                }
                Mark::Unseen => {
                    *mark = Mark::OnWalk(walk.len());
                    walk.push(role);
                    next = parents.get(role).copied().flatten().map(RoleRow::index);
                }
            }
        }
        for role in walk {
            marks.get_mut(role).into_iter().for_each(|mark| *mark = Mark::Done);
        }
    }
    cyclic
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(parents: &[Option<u32>], expected: &[bool]) {
        let parents: Vec<_> = parents.iter().map(|parent| parent.map(RoleRow::new)).collect();
        assert_eq!(on_cycles(&parents), expected);
    }

    #[test]
    fn cycles_without_their_tails() {
        check(&[None, Some(0), Some(1)], &[false; 3]);
        check(&[Some(0)], &[true]);
        check(&[Some(1), Some(2), Some(1), Some(0), None], &[false, true, true, false, false]);
    }
}
