//! Who sees how much: every user of a snapshot with the threads that they see, by level.
//!
//! ```sh
//! cargo run --release --example audit -- snapshot.json 2026-11-21T09:30:00Z
//! ```

use mailveil::{Instant, Place, Policy, domain_to_ascii};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: audit SNAPSHOT NOW, such as: audit examples/two-colleagues.json 2026-11-21T09:30:00Z";
    let (Some(file), Some(now)) = (arguments.next(), arguments.next()) else { return Err(usage.into()) };
    let now = Instant::parse(&now).ok_or("NOW is no RFC 3339 instant with an offset")?;
    let policy = match Policy::parse(&std::fs::read(&file)?, domain_to_ascii) {
        Ok(policy) => policy,
        Err(refused) => {
            for problem in &refused.problems {
                eprintln!("{}: {} ({})", problem.path, problem.message, problem.code.help());
            }
            return Err(refused.into());
        }
    };
    println!("{:24} {:>9} {:>9} {:>9}", "user", "full", "subject", "metadata");
    for user in policy.users() {
        let levels = policy.visible_threads(user, Place::Anywhere, now)?.levels;
        let count = |wanted: u8| levels.iter().filter(|level| **level == wanted).count();
        println!("{user:24} {:>9} {:>9} {:>9}", count(3), count(2), count(1));
    }
    println!("{} threads in all", policy.thread_count());
    Ok(())
}
