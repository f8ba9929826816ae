-- From version 1 to 2: associations, archived properties, custom objects.
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

update store.counters set value = 2 where name = 'schema_version';
