-- Codes that let a school connect its LMS by itself; stored as SHA-256, shown once.
create table invite_code (
  id integer primary key,
  code_hash blob not null unique,
  -- For whom it is, in the words of who made it.
  label text not null,
  created_at integer not null,
  expires_at integer not null,
  max_uses integer not null check (max_uses between 1 and 1000),
  used integer not null default 0,
  revoked_at integer
) strict;

-- What lectern.conf names is switched on and off by it; every other registration stays as it is over restarts.
alter table registration add column in_settings integer not null default 0 check (in_settings in (0, 1));
update registration set in_settings = 1 where source = 'manual';
-- 0: nobody who runs this server has agreed to it yet, and its deployments wait.
alter table registration add column approved integer not null default 1 check (approved in (0, 1));
-- Where a dynamic registration can be changed later, and with what (RFC 7592 §3).
alter table registration add column client_uri text;
alter table registration add column client_token text;
alter table registration add column invite_id integer references invite_code (id) on delete set null;
