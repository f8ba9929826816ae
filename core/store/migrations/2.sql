-- From version 1 to 2: associations, archived properties, custom objects, imports of several objects
-- and files, undo, the recycle bin.
alter table store.object_types add column is_custom boolean default false;
alter table store.properties add column is_archived boolean default false;

create table store.association_types (
  association_type_id integer primary key,
  inverse_type_id integer not null,
  from_object_type varchar not null,
  to_object_type varchar not null,
  label varchar,
  inverse_label varchar,
  category varchar not null
);

create table store.associations (
  association_type_id integer not null,
  from_record_id bigint not null,
  to_record_id bigint not null,
  import_id bigint,
  row_number bigint
);

alter table store.imports rename to imports_1;
alter table store.import_issues rename to import_issues_1;

create table store.imports (
  import_id bigint primary key,
  name varchar not null,
  state varchar not null,
  object_types varchar[] not null,
  created_at timestamp not null,
  finished_at timestamp,
  file_names varchar[] not null,
  file_size bigint not null,
  file_hashes varchar[],
  recipe json not null,
  layouts json,
  counters json,
  seconds json,
  error varchar,
  step varchar
);

create table store.templates (
  template_id bigint primary key,
  name varchar not null,
  recipe json not null,
  created_at timestamp not null,
  used_at timestamp,
  import_id bigint
);

insert into store.imports
select import_id, name, state, [object_type], created_at, finished_at, [file_name], file_size,
  case when file_hash is not null then [file_hash] end,
  recipe,
  case when layout is not null then cast('[' || cast(layout as varchar) || ']' as json) end,
  counters, seconds, error, null
from store.imports_1;

create table store.import_issues (
  import_id bigint not null,
  object_type varchar not null,
  row_number bigint not null,
  column_index integer,
  property varchar,
  code varchar not null,
  value varchar
);

insert into store.import_issues
select i.import_id, m.object_types[1], i.row_number, i.column_index, i.property, i.code, i.value
from store.import_issues_1 as i
join store.imports as m on m.import_id = i.import_id;

drop table store.imports_1;
drop table store.import_issues_1;

create table store.touched (
  import_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  hs_lastmodifieddate timestamp
);

create table store.changed_identifiers (
  import_id bigint not null,
  object_type varchar not null,
  property varchar not null,
  record_id bigint not null,
  old_value varchar not null,
  new_value varchar
);

create table store.undos (
  undo_id bigint primary key,
  import_id bigint not null,
  state varchar not null,
  object_types varchar[] not null,
  created_at timestamp not null,
  finished_at timestamp,
  done_by varchar not null,
  store_version bigint not null,
  counters json not null,
  seconds json,
  error varchar
);

create table store.undone_changes (
  undo_id bigint not null,
  import_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  property varchar not null,
  old_value varchar,
  new_value varchar,
  row_number bigint not null
);

create table store.deletions (
  deletion_id bigint primary key,
  object_type varchar not null,
  import_id bigint,
  deleted_at timestamp not null,
  deleted_by varchar not null
);

create table store.deleted_records (
  deletion_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  name varchar not null,
  record json not null
);

create table store.deleted_associations (
  association_type_id integer not null,
  from_record_id bigint not null,
  to_record_id bigint not null,
  import_id bigint,
  row_number bigint
);

create table store.deleted_list_members (list_id bigint not null, record_id bigint not null);

create table store.deleted_identifiers (
  object_type varchar not null,
  property varchar not null,
  value varchar not null,
  record_id bigint not null
);

update store.properties
set value_type = 'product'
where object_type = 'line_items' and name = 'hs_product_id';

update store.counters set value = 2 where name = 'schema_version';
