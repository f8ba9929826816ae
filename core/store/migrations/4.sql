-- From version 3 to 4: who ran an import. Of earlier ones nobody knows.
alter table store.imports add column imported_by varchar;

update store.counters set value = 4 where name = 'schema_version';
