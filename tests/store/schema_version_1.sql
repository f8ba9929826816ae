-- The store: one database file. Each object type has a wide table of its own beside these, one
-- column per property, made from the vocabulary (core/store/properties.py), so that any DuckDB
-- client can read it. No primary keys on the wide tables: an index slows bulk writes several times
-- over, and uniqueness is checked by set queries before anything is written (core/engine/match.py).

-- schema_version: of this file. version: raised by each commit, so that a plan knows it is stale.
-- next_record_id: Record IDs are unique over all object types.
create table store.counters (name varchar primary key, value bigint not null);
insert into store.counters values ('schema_version', 1), ('version', 1), ('next_record_id', 1);

create table store.object_types (
  name varchar primary key,
  definition json not null,      -- as in core/vocabulary/objects, without the properties
  position integer not null
);

create table store.properties (
  object_type varchar not null,
  name varchar not null,
  label varchar not null,
  group_name varchar not null,
  type varchar not null,
  field_type varchar not null,
  value_type varchar not null,
  options json not null,
  is_unique boolean not null,
  read_only boolean not null,
  description varchar not null,
  is_custom boolean not null,
  position integer not null,
  primary key (object_type, name)
);

-- Further identifiers of a record beside its own columns: secondary emails of contacts.
create table store.identifiers (
  object_type varchar not null,
  property varchar not null,
  value varchar not null,
  record_id bigint not null
);

-- The users that owner properties point to.
create table store.owners (
  owner_id bigint primary key,
  email varchar not null,
  first_name varchar not null,
  last_name varchar not null
);

-- state: DRAFT, STARTED, PROCESSING, DONE, FAILED, CANCELED, INTERRUPTED.
create table store.imports (
  import_id bigint primary key,
  name varchar not null,
  state varchar not null,
  object_type varchar not null,
  created_at timestamp not null,
  finished_at timestamp,
  file_name varchar not null,
  file_size bigint not null,
  file_hash varchar,
  recipe json not null,
  layout json,                   -- what reading found: columns, row count, repaired rows, warnings
  counters json,                 -- rows, created, updated, unchanged, skipped, failed, changed_cells
  seconds json,                  -- per phase
  list_id bigint,
  error varchar                  -- why it FAILED, for people
);

-- What was wrong in the file of a finished import: one row an issue.
create table store.import_issues (
  import_id bigint not null,
  row_number bigint not null,
  column_index integer,
  property varchar,
  code varchar not null,
  value varchar
);

-- The journal: every cell an import changed in an existing record, and cells of a new record that
-- came from another row of the file than the record itself. It is what an undo would restore.
create table store.changes (
  import_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  property varchar not null,
  old_value varchar,
  new_value varchar,
  row_number bigint not null
);

create table store.lists (
  list_id bigint primary key,
  name varchar not null,
  object_type varchar not null,
  created_at timestamp not null,
  import_id bigint
);

create table store.list_members (list_id bigint not null, record_id bigint not null);
