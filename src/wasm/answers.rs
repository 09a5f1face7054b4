//! How answers and errors leave.

use serde::Serialize;
use serde_wasm_bindgen::Serializer;
use wasm_bindgen::JsValue;

/// A plain object, as `JSON.parse` would make it: the glue defines members instead of assigning them (scripts/glue.mjs).
pub(super) fn object(answer: &impl Serialize) -> Result<JsValue, JsValue> {
    answer.serialize(&Serializer::json_compatible()).map_err(JsValue::from)
}

/// JSON text. Nothing that we serialize can fail to become text; an empty one is no decision.
pub(super) fn text(answer: &impl Serialize) -> String {
    serde_json::to_string(answer).unwrap_or_default()
}

/// What JavaScript makes an error of.
pub(super) fn thrown(error: &impl Serialize) -> JsValue {
    JsValue::from_str(&text(error))
}
