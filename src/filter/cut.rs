//! An item below level full: of its members only those named remain, so that a new member of the CRM cannot leak.

use super::Text;
use crate::json::{Reader, SyntaxError};

/// Writes an item that has been read before, with the members in `keep`, each copied byte for byte. One that stands
/// there twice is left out: nobody can say which of the two is meant.
pub(super) fn write(item: &str, keep: &[String], out: &mut Vec<u8>) {
    out.push(b'{');
    // The item was seen to be an object; were it not, nothing of it would be shown.
    let members = members(item).unwrap_or_default();
    let mut first = true;
    for (place, (name, text)) in members.iter().enumerate() {
        let is_other = |(other_place, (other, _)): (usize, &(Text<'_>, &str))| other_place != place && other == name;
        let is_kept = keep.iter().any(|kept| kept == name);
        if !is_kept || members.iter().enumerate().any(is_other) {
            continue;
        }
        if !std::mem::replace(&mut first, false) {
            out.push(b',');
        }
        out.extend_from_slice(text.as_bytes());
    }
    out.push(b'}');
}

/// The names of the members, each with its text from the key's quote to the end of the value.
fn members(item: &str) -> Result<Vec<(Text<'_>, &str)>, SyntaxError> {
    let mut reader = Reader::new(item);
    reader.kind()?;
    reader.open();
    let mut members = Vec::new();
    while let Some((start, name)) = reader.key(members.is_empty())? {
        reader.skip(usize::MAX)?;
        members.push((name, item.get(start..reader.offset()).unwrap_or_default()));
    }
    Ok(members)
}
