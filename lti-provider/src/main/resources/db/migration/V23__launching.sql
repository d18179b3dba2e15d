-- A person's part in a course, from their newest launch in it: what they may see of all its classes.
create table course_member (
  course_id integer not null references course (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  role text not null check (role in ('host', 'student', 'observer')),
  counted integer not null default 1 check (counted in (0, 1)),
  last_launch_at integer not null,
  primary key (course_id, person_id)
) strict;

-- Where the platform keeps our state beside cookies (LTI postMessage Storage 0.1): the frame that the login named.
alter table login add column storage_target text;

-- Tokens of the pages about a whole course. A review token is for one student's attendance, of one class or of all.
create table course_access (
  token_hash blob primary key,
  purpose text not null check (purpose in ('course', 'review')),
  course_id integer not null references course (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  student_id integer references person (id) on delete cascade,
  class_id integer references class (id) on delete cascade,
  expires_at integer not null
) strict;

create index course_access_expiry on course_access (expires_at);

-- What hands an administrator over from their LMS to the console: works once.
create table admin_ticket (
  ticket_hash blob primary key,
  deployment_id integer not null references deployment (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  expires_at integer not null,
  used_at integer
) strict;

create index session_by_start on session (started_at);
