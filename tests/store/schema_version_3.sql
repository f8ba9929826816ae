-- The store: one database file. Each object type has a wide table of its own beside these, one
-- column per property, made from the vocabulary (core/store/properties.py), so that any DuckDB
-- client can read it. No primary keys on the wide tables: an index slows bulk writes several times
-- over, and uniqueness is checked by set queries before anything is written (core/engine/match.py).

-- schema_version: of this file. version: raised by each commit, so that a plan knows it is stale.
-- next_record_id: Record IDs are unique over all object types.
create table store.counters (name varchar primary key, value bigint not null);
insert into store.counters values ('schema_version', 3), ('version', 1), ('next_record_id', 1);

create table store.object_types (
  name varchar primary key,
  definition json not null,      -- as in core/vocabulary/objects, without the properties
  position integer not null,
  is_custom boolean not null default false
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
  is_archived boolean not null default false,  -- kept with its values, but offered nowhere
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

-- state: DRAFT, STARTED, PROCESSING, DONE, FAILED, CANCELED, INTERRUPTED, REVERTED (undone).
create table store.imports (
  import_id bigint primary key,
  name varchar not null,
  state varchar not null,
  object_types varchar[] not null,
  created_at timestamp not null,
  finished_at timestamp,
  file_names varchar[] not null,
  file_size bigint not null,     -- bytes, of all files
  file_hashes varchar[],
  recipe json not null,
  layouts json,                  -- a list: what reading found in each file (core/engine/draft.py)
  counters json,                 -- rows, created ... changed_cells; the same per object; undone objects
  seconds json,                  -- per phase
  error varchar,                 -- why it FAILED, for people
  step varchar                   -- where the user is, while it is open (core/store/steps.py)
);

-- Recipes saved by name, to repeat an import with another file. import_id: where it came from.
create table store.templates (
  template_id bigint primary key,
  name varchar not null,
  recipe json not null,
  created_at timestamp not null,
  used_at timestamp,
  import_id bigint
);

-- What was wrong in the file of a finished import: one row an issue. object_type says whose row it
-- is, and so in which file.
create table store.import_issues (
  import_id bigint not null,
  object_type varchar not null,
  row_number bigint not null,
  column_index integer,
  property varchar,
  code varchar not null,
  value varchar
);

-- The journal: every cell an import changed in an existing record, and cells of a new record that
-- came from another row of the file than the record itself. It is what an undo restores.
create table store.changes (
  import_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  property varchar not null,
  old_value varchar,
  new_value varchar,
  row_number bigint not null
);

-- Beside the journal, for an undo: when the records that an import updated had last been modified,
-- and the further identifiers it changed (new_value is null where it took one away).
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

-- Undos of imports: dry runs (DRAFT), running ones and finished ones; states as of imports.
create table store.undos (
  undo_id bigint primary key,
  import_id bigint not null,
  state varchar not null,
  object_types varchar[] not null,
  created_at timestamp not null,
  finished_at timestamp,
  done_by varchar not null,      -- who asked for it: the user of this machine
  store_version bigint not null, -- that the dry run was made against
  counters json not null,        -- what is removed, restored and kept (core/undo/plan.py)
  seconds json,                  -- per phase
  error varchar
);

-- What an undo has taken back moves here from the journal, so that the journal tells of what holds.
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

-- What people changed by hand on the page of a record: one edit is what was saved at once, with who
-- did so and when the record had last been modified before (core/editing/).
create table store.edits (
  edit_id bigint primary key,
  object_type varchar not null,
  record_id bigint not null,
  edited_at timestamp not null,
  edited_by varchar not null,
  hs_lastmodifieddate timestamp
);

-- was_secondary: the new value had been a secondary email of the contact, and changed places with
-- the old one. put_back_at: when the old value was put back by hand; null while the edit holds.
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

create table store.lists (
  list_id bigint primary key,
  name varchar not null,
  object_type varchar not null,
  created_at timestamp not null,
  import_id bigint
);

create table store.list_members (list_id bigint not null, record_id bigint not null);

-- Which records may be associated, and by which labels. One row for both directions of a pair of
-- objects; ids as in HubSpot. label: what the ``to`` record is to the ``from`` record; inverse_label:
-- the other way round, the same text for a single label. Both null: the association itself.
create table store.association_types (
  association_type_id integer primary key,
  inverse_type_id integer not null,
  from_object_type varchar not null,
  to_object_type varchar not null,
  label varchar,
  inverse_label varchar,
  category varchar not null      -- HUBSPOT_DEFINED or USER_DEFINED
);

-- Each association of two records: one row for the association itself and one for each label.
-- Between records of the same object those without direction have the lower Record ID first.
create table store.associations (
  association_type_id integer not null,
  from_record_id bigint not null,
  to_record_id bigint not null,
  import_id bigint,
  row_number bigint
);

-- The recycle bin: deleted records with what hung on them, until they are restored or purged
-- (core/store/recycle_bin.py). Associations wait for both of their records.
create table store.deletions (
  deletion_id bigint primary key,
  object_type varchar not null,
  import_id bigint,              -- where the records that an import created were deleted
  deleted_at timestamp not null,
  deleted_by varchar not null
);

create table store.deleted_records (
  deletion_id bigint not null,
  object_type varchar not null,
  record_id bigint not null,
  name varchar not null,
  record json not null           -- every column of the record by its name
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
