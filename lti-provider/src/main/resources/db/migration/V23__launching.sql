-- A person's part in a course, from their newest launch in it: what they may see of all its classes.
create table course_member (
  course_id integer not null references course (id) on delete cascade,
  person_id integer not null references person (id) on delete cascade,
  role text not null check (role in ('host', 'student', 'observer')),
  counted integer not null default 1 check (counted in (0, 1)),
  last_launch_at integer not null,
  primary key (course_id, person_id)
) strict;
