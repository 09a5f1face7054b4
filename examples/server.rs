//! A mail API in Rust: it lists the threads that a viewer sees, and says why one is shown or not.
//!
//! ```sh
//! cargo run --release --example server -- examples/two-colleagues.json
//! curl 'http://127.0.0.1:8080/threads?viewer=bob'
//! curl 'http://127.0.0.1:8080/why?viewer=bob&thread=t1'
//! ```
//!
//! A real one takes the viewer from a session that it has checked, never from the address.

use mailveil::{Decision, Instant, Place, Policy, Question, Session, domain_to_ascii};
use std::error::Error;
use std::time::{SystemTime, UNIX_EPOCH};
use tiny_http::{Response, Server};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments.next().ok_or("usage: server SNAPSHOT [ADDRESS]")?;
    let address = arguments.next().unwrap_or_else(|| "127.0.0.1:8080".to_owned());
    // A session remembers the lists that it made, and mends them after changes.
    let mut session = Session::new(Policy::parse(&std::fs::read(file)?, domain_to_ascii)?);
    let server = Server::http(&address).map_err(|error| error.to_string())?;
    println!("listening on http://{}", server.server_addr());
    for request in server.incoming_requests() {
        let (status, text) = match answer(&mut session, request.url()) {
            Ok(text) => (200, text),
            // An error is never a decision: nothing is shown.
            Err(error) => (400, error.to_string()),
        };
        request.respond(Response::from_string(text + "\n").with_status_code(status))?;
    }
    Ok(())
}

fn answer(session: &mut Session, url: &str) -> Result<String, Box<dyn Error>> {
    let (path, query) = url.split_once('?').unwrap_or((url, ""));
    let parameter = |name: &str| query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='));
    let viewer = parameter("viewer").ok_or("say who asks: ?viewer=")?;
    let milliseconds = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis();
    let now = Instant::from_milliseconds(i64::try_from(milliseconds)?).ok_or("the clock is wrong")?;
    match path {
        "/threads" => {
            let rows = session.visible_threads(viewer, Place::Anywhere, now)?.rows.clone();
            let ids: Vec<String> = rows.into_iter().map(|row| session.policy().thread_id(row)).collect();
            Ok(ids.join("\n"))
        }
        "/why" => {
            let thread = parameter("thread").ok_or("say which: &thread=")?;
            Ok(sentence(&session.policy().decide(viewer, Question::View(thread, Place::Anywhere), now)?))
        }
        _ => Err("ask /threads or /why".into()),
    }
}

fn sentence(decision: &Decision<'_>) -> String {
    let reasons = decision.reasons.iter().map(|reason| format!("{} ({})", reason.code.name(), reason.rule.name()));
    format!("{}: {}", decision.outcome.name(), reasons.collect::<Vec<_>>().join(", "))
}
