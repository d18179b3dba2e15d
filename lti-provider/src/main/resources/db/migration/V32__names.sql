-- Who gave a person's name: the LMS, the person, or nobody. Then it is a stand-in such as "Student 3F2A".
alter table person add column name_from text not null default 'lms' check (name_from in ('lms', 'self', 'nobody'));
