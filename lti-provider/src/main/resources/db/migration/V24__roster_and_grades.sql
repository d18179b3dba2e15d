-- The students of a course as its LMS told them (Names and Role Provisioning Services 2.0). The link is '' for the whole
-- course, else the resource link whose students these are.
create table roster (
  id integer primary key,
  course_id integer not null references course (id) on delete cascade,
  link text not null,
  -- Of the last list that came whole; null before the first.
  as_of integer,
  problem text,
  unique (course_id, link)
) strict;

create table roster_member (
  roster_id integer not null references roster (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  -- When the person was first on the list; 0 for those of the first list.
  since integer not null,
  primary key (roster_id, person_id)
) strict, without rowid;

-- Who need not have been there.
create table excuse (
  session_id text not null references session (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  primary key (session_id, person_id)
) strict, without rowid;

-- How a class's attendance becomes a grade (Assignment and Grade Services 2.0), and how the sending stands.
create table grade_rule (
  class_id integer primary key references class (id) on delete cascade,
  send integer not null check (send in (0, 1)),
  measure text not null check (measure in ('minutes', 'percent')),
  enough integer not null check (enough between 1 and 600),
  points real not null check (points > 0),
  partial integer not null check (partial in (0, 1)),
  -- The column, once found or made.
  line_item_url text,
  -- How many ended sessions the scores are made of; -1 when they have to be made again.
  scored integer not null default -1,
  tries integer not null default 0,
  next_try_at integer not null default 0,
  problem text
) strict;

-- The newest score of each student of a class, and what the LMS has of it.
create table score_outbox (
  class_id integer not null references class (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  given real not null,
  maximum real not null,
  comment text not null,
  state text not null check (state in ('waiting', 'sent', 'kept', 'failed')),
  -- The part of the maximum, 0 to 1, that was posted last and that the LMS took last. The first is written before the
  -- call, so that a crash in between does not make our own score look like a teacher's.
  offered real,
  taken real,
  -- Epoch microseconds of the last timestamp.
  stamped integer not null default 0,
  -- What the LMS says, or the teacher's own grade there.
  problem text,
  primary key (class_id, person_id)
) strict, without rowid;
