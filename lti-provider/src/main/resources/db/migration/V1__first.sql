-- Times are epoch milliseconds, class times microseconds since the session's start; tokens are stored as SHA-256.

create table registration (
  id integer primary key,
  iss text not null,
  client_id text not null,
  auth_url text not null,
  token_url text,
  token_aud text,
  jwks_url text not null,
  family text not null default 'generic',
  source text not null default 'manual' check (source in ('manual', 'dynamic', 'practice')),
  status text not null default 'active' check (status in ('active', 'disabled')),
  created_at integer not null,
  unique (iss, client_id)
) strict;

create table deployment (
  id integer primary key,
  registration_id integer not null references registration (id) on delete cascade,
  deployment_id text not null,
  status text not null default 'enabled' check (status in ('pending', 'enabled', 'disabled')),
  created_at integer not null,
  unique (registration_id, deployment_id)
) strict;

-- One row for each OIDC login under way: the state binds the browser, the nonce the token. The hints are kept to start
-- the login again in a new tab where a frame has no cookies.
create table login (
  state_hash blob primary key,
  nonce text not null,
  registration_id integer not null references registration (id) on delete cascade,
  target_link_uri text not null,
  login_hint text not null,
  message_hint text,
  expires_at integer not null,
  used_at integer
) strict;

create index login_expiry on login (expires_at);

create table tool_key (
  kid text primary key,
  state text not null check (state in ('current', 'next', 'retired')),
  created_at integer not null
) strict;

create table course (
  id integer primary key,
  deployment_id integer not null references deployment (id) on delete cascade,
  context_id text not null,
  title text not null,
  label text,
  unique (deployment_id, context_id)
) strict;

-- A class is one room identity: deployment and room_key ('room:…', 'link:…' or 'course:…').
create table class (
  id integer primary key,
  deployment_id integer not null references deployment (id) on delete cascade,
  room_key text not null,
  course_id integer references course (id),
  title text not null,
  record integer not null default 1 check (record in (0, 1)),
  release_by_default integer not null default 0 check (release_by_default in (0, 1)),
  retention_days integer not null default 180 check (retention_days between 1 and 3650),
  created_at integer not null,
  unique (deployment_id, room_key)
) strict;

-- public_id is what browsers, media and recordings see; the LMS's sub never leaves the store.
create table person (
  id integer primary key,
  public_id text not null unique,
  deployment_id integer not null references deployment (id) on delete cascade,
  sub text not null,
  name text not null,
  unique (deployment_id, sub)
) strict;

create table membership (
  class_id integer not null references class (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  role text not null check (role in ('host', 'student', 'observer')),
  counted integer not null default 1 check (counted in (0, 1)),
  last_launch_at integer not null,
  primary key (class_id, person_id)
) strict;

-- Tickets, lobby tokens and session tokens.
create table access (
  token_hash blob primary key,
  kind text not null check (kind in ('ticket', 'lobby', 'session')),
  purpose text not null check (purpose in ('lobby', 'class', 'replay')),
  class_id integer not null references class (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  recording_id text,
  may_start integer not null default 0 check (may_start in (0, 1)),
  expires_at integer not null,
  used_at integer
) strict;

create index access_expiry on access (expires_at);

-- One held class.
create table session (
  id text primary key,
  class_id integer not null references class (id) on delete cascade,
  started_by integer not null references person (id),
  started_at integer not null,
  ended_at integer
) strict;

create index session_by_class on session (class_id, started_at);

-- What happened, in order; the state of a class is what its events say.
create table event (
  session_id text not null references session (id) on delete cascade,
  n integer not null,
  t_us integer not null,
  type text not null,
  person_id integer references person (id),
  payload text not null,
  primary key (session_id, n)
) strict, without rowid;

create table recording (
  id text primary key,
  session_id text not null unique references session (id) on delete cascade,
  directory text not null,
  status text not null check (status in ('recording', 'ready', 'incomplete')),
  released integer not null default 0 check (released in (0, 1)),
  problem text,
  keep_until integer not null
) strict;

create index recording_by_date on recording (keep_until);

create table launch_log (
  id integer primary key,
  at integer not null,
  launch_id text not null,
  iss text,
  client_id text,
  deployment_id text,
  message_type text,
  code text not null
) strict;
