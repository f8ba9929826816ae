-- From version 2 to 3: what was changed by hand.
create table store.edits (
  edit_id bigint primary key,
  object_type varchar not null,
  record_id bigint not null,
  edited_at timestamp not null,
  edited_by varchar not null,
  hs_lastmodifieddate timestamp
);

create table store.edited_cells (
  edit_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  property varchar not null,
  old_value varchar,
  new_value varchar,
  was_secondary boolean not null,
  put_back_at timestamp
);

update store.counters set value = 3 where name = 'schema_version';
