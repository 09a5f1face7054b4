CREATE TABLE IF NOT EXISTS threads (
  id INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  subject TEXT NOT NULL,
  snippet TEXT NOT NULL,
  parties TEXT NOT NULL, -- JSON
  deal_id INTEGER,
  shared_flag INTEGER NOT NULL,
  archived_flag INTEGER NOT NULL DEFAULT 0,
  deleted_flag INTEGER NOT NULL DEFAULT 0,
  message_timestamp TEXT NOT NULL
);
INSERT OR REPLACE INTO threads VALUES
  (9001, 'acc-ann', 'Our offer', 'Dear Jo, ten chairs cost',
    '{"from":[{"email_address":"ann@crm.example","name":"Ann"}],"to":[{"email_address":"jo@acme.example","name":"Jo","linked_person_id":300}]}',
    300, 1, 0, 0, '2026-06-01T09:00:00.000Z'),
  (9002, 'acc-ann', 'The dispute', 'Dear Kim, we are sued',
    '{"from":[{"email_address":"ann@crm.example","name":"Ann"}],"to":[{"email_address":"kim@law.example","name":"Kim"}]}',
    300, 0, 0, 0, '2026-06-02T09:00:00.000Z'),
  (9003, 'acc-bob', 'Lunch?', 'At noon',
    '{"from":[{"email_address":"bob@crm.example","name":"Bob"}],"to":[{"email_address":"ann@crm.example","name":"Ann"}]}',
    NULL, 0, 0, 0, '2026-06-03T09:00:00.000Z');
