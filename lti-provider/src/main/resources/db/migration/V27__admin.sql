-- Links with which whoever runs the server enters the console: each works once.
create table console_link (
  id integer primary key,
  link_hash blob not null unique,
  expires_at integer not null,
  used_at integer
) strict;

-- Who is in the console: an administrator of one deployment, or, without one, whoever runs the server.
create table admin_session (
  token_hash blob primary key,
  deployment_id integer references deployment (id) on delete cascade,
  person_id integer references person (id) on delete cascade,
  expires_at integer not null,
  check ((deployment_id is null) = (person_id is null))
) strict;

create index admin_session_expiry on admin_session (expires_at);

-- What administrators did. Numbers and words only, no references: an entry outlives what it is about.
create table audit (
  id integer primary key,
  at integer not null,
  actor text not null check (actor in ('server', 'command', 'schedule', 'lms')),
  -- The administrator's name in their LMS; null for the others.
  name text,
  action text not null,
  registration_id integer,
  deployment_id integer,
  detail text not null
) strict;

create index audit_by_deployment on audit (deployment_id, id);

create trigger audit_is_not_changed before update on audit
begin
  select raise(abort, 'the audit trail is not changed');
end;

-- Three years.
create trigger audit_is_kept before delete on audit when old.at > unixepoch() * 1000 - 94608000000
begin
  select raise(abort, 'the audit trail is kept');
end;

-- What a deployment's administrators allow its teachers; a deployment without a row allows everything.
create table policy (
  deployment_id integer primary key references deployment (id) on delete cascade,
  recording integer not null check (recording in (0, 1)),
  -- Whether students may see recordings that a teacher releases.
  release integer not null check (release in (0, 1)),
  -- The longest that a recording is kept; null for the teacher's own choice.
  retention_days integer check (retention_days between 1 and 3650),
  chat integer not null check (chat in (0, 1)),
  max_people integer check (max_people between 2 and 500),
  max_minutes integer check (max_minutes between 5 and 1440)
) strict;

-- A key signs from a time on, until a later one does, and is published from its making on. When a key is followed by
-- another, it gets an end of being published.
create table tool_key_in_time (
  kid text primary key,
  created_at integer not null,
  signs_from integer not null,
  published_until integer
) strict;

insert into tool_key_in_time (kid, created_at, signs_from)
  select kid, created_at, created_at from tool_key where state = 'current';
drop table tool_key;
alter table tool_key_in_time rename to tool_key;

create index launch_log_by_deployment on launch_log (iss, client_id, deployment_id, id);
create index launch_log_by_launch on launch_log (launch_id);
