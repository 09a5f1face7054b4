CREATE TABLE users (id TEXT PRIMARY KEY, status TEXT NOT NULL, roles TEXT NOT NULL DEFAULT '[]');
CREATE TABLE sessions (token_hash TEXT PRIMARY KEY, user TEXT NOT NULL REFERENCES users (id));
CREATE TABLE records (id TEXT PRIMARY KEY, type TEXT NOT NULL, access TEXT NOT NULL DEFAULT '[]');
CREATE TABLE mailboxes (id TEXT PRIMARY KEY, address TEXT NOT NULL, owner TEXT NOT NULL REFERENCES users (id), sharing TEXT);
CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  mailbox TEXT NOT NULL REFERENCES mailboxes (id),
  participants TEXT NOT NULL,
  records TEXT NOT NULL DEFAULT '[]',
  subject TEXT NOT NULL,
  body TEXT NOT NULL
);

INSERT INTO users VALUES ('ann', 'active', '[]'), ('bob', 'active', '["sales"]'), ('eve', 'deactivated', '["sales"]');
INSERT INTO records VALUES ('jo', 'contact', '[{"kind":"role","id":"sales"}]');
INSERT INTO mailboxes VALUES
  ('box-ann', 'ann@crm.example', 'ann', '{"mode":"complete","audience":[{"kind":"role","id":"sales","level":"subject"}]}'),
  ('box-bob', 'bob@crm.example', 'bob', NULL);
INSERT INTO threads VALUES
  ('offer', 'box-ann', '["ann@crm.example","jo@acme.example"]', '["jo"]', 'Our offer', 'Dear Jo, ten chairs cost'),
  ('salary', 'box-ann', '["ann@crm.example","boss@crm.example"]', '[]', 'My salary', 'Dear boss, I should like'),
  ('lunch', 'box-bob', '["bob@crm.example","ann@crm.example"]', '[]', 'Lunch?', 'At noon');
