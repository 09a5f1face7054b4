CREATE TABLE IF NOT EXISTS threads (
  id TEXT PRIMARY KEY,
  mailbox TEXT NOT NULL,
  participants TEXT NOT NULL, -- JSON
  records TEXT NOT NULL, -- JSON
  subject TEXT NOT NULL,
  body TEXT NOT NULL,
  last_message_at TEXT NOT NULL
);
INSERT OR REPLACE INTO threads VALUES
  ('offer', 'box-ann', '["ann@crm.example","jo@acme.example"]', '["jo"]', 'Our offer', 'Dear Jo, ten chairs cost', '2026-06-01T09:00:00Z'),
  ('dispute', 'box-ann', '["ann@crm.example","jo@acme.example","kim@law.example"]', '["jo"]', 'The dispute', 'Dear Kim, we are sued', '2026-06-02T09:00:00Z'),
  ('lunch', 'box-bob', '["bob@crm.example","ann@crm.example"]', '[]', 'Lunch?', 'At noon', '2026-06-03T09:00:00Z');
